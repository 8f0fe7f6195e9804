using System.Diagnostics;
using ParallelCore.Collections;
using ParallelCore.Sequences;

namespace ParallelCore;

/// <summary>A sequence whose operators can be handed an instance that belongs to the worker they run on.</summary>
/// <typeparam name="T">The items.</typeparam>
/// <typeparam name="TLocal">The instances.</typeparam>
/// <remarks>
/// Made by <c>WithLocal</c>. Everything that <see cref="ParallelSequence{T}"/> offers is there too. A worker is handed the same instance throughout one result,
/// by all operators that were chained behind the same <c>WithLocal</c>. A lambda of two parameters takes the instance as its second one, not the position.
/// <c>Select</c> and <c>Where</c> keep the instance at hand; behind any other operator, and behind a setting, which is better said before, <c>WithLocal</c> has
/// to be called again; nobody else uses it meanwhile, except for parts of a nested loop that the delegate itself waits for. Which items meet which instance
/// differs from run to run: a result is the same every time only if it doesn't depend on what an instance has seen before. <b>Thread safety:</b> immutable.
/// <b>Order, exceptions, complexity, blocking:</b> see <see cref="ParallelSequence{T}"/>.
/// </remarks>
/// <example><code>
/// string[] texts = ParallelRange.From(0, n).WithLocal(() =&gt; new System.Text.StringBuilder())
///     .Select((i, builder) =&gt; builder.Clear().Append(i).Append(';').ToString()).ToArray();
/// </code></example>
[DebuggerDisplay("With {typeof(TLocal).Name}")]
public sealed class ParallelSequence<T, TLocal> : ParallelSequence<T>
    where TLocal : class
{
    private readonly LocalSource<TLocal> _locals;

    internal ParallelSequence(Stage<T> stage, SequenceSettings settings, LocalSource<TLocal> locals)
        : base(stage, settings) => _locals = locals;

    /// <summary>A value made of each item, with the worker's instance.</summary>
    /// <typeparam name="TResult">The values.</typeparam>
    /// <param name="selector">Is called once with each item that the result needs, and the instance.</param>
    /// <returns>The values, in the order of the items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    public ParallelSequence<TResult, TLocal> Select<TResult>(Func<T, TLocal, TResult> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return Keep(Then(new LocalSelectStage<T, TLocal, TResult>(Stage, _locals, selector)));
    }

    /// <inheritdoc cref="ParallelSequence{T}.Select{TResult}(Func{T, TResult})"/>
    public new ParallelSequence<TResult, TLocal> Select<TResult>(Func<T, TResult> selector) => Keep(base.Select(selector));

    /// <summary>The items that pass a test, with the worker's instance.</summary>
    /// <param name="predicate">Is called once with each item, and the instance.</param>
    /// <returns>Those for which it returned true, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public ParallelSequence<T, TLocal> Where(Func<T, TLocal, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Keep(Then(new LocalWhereStage<T, TLocal>(Stage, _locals, predicate)));
    }

    /// <inheritdoc cref="ParallelSequence{T}.Where(Func{T, bool})"/>
    public new ParallelSequence<T, TLocal> Where(Func<T, bool> predicate) => Keep(base.Where(predicate));

    /// <summary>Calls an action with each item, and the worker's instance.</summary>
    /// <param name="body">The action; several workers call it at once, each with an instance of its own.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void ForEach(Action<T, TLocal> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Run((_locals, body), static (stage, execution, with) =>
        {
            execution.Mix(with.body);
            new ForEachPass<T>(stage, execution, new LocalForEachSink<T, TLocal>(execution.LocalOf(with._locals), with.body)).Run();
            return 0;
        });
    }

    /// <summary>Folds the items of each chunk, with the worker's instance, and combines the chunks.</summary>
    /// <typeparam name="TAccumulate">The state of a fold.</typeparam>
    /// <param name="identity">Makes the state of no items, for each chunk.</param>
    /// <param name="fold">Adds an item to a state, with the instance, and returns the state.</param>
    /// <param name="combine">Combines the state of some items with that of the items after them. Must be associative; it need not be commutative.</param>
    /// <returns>The state of all items; what <paramref name="identity"/> makes if there are none.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public TAccumulate Aggregate<TAccumulate>(
        Func<TAccumulate> identity, Func<TAccumulate, T, TLocal, TAccumulate> fold, Func<TAccumulate, TAccumulate, TAccumulate> combine)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(fold);
        ArgumentNullException.ThrowIfNull(combine);
        return Run((_locals, identity, fold, combine), static (stage, execution, with) =>
        {
            execution.Mix(with.fold);
            WorkerLocal<TLocal> locals = execution.LocalOf(with._locals);
            return new ReducePass<T, TAccumulate, TAccumulate>(stage, execution, new LocalFoldReduction<T, TLocal, TAccumulate>(locals, with.identity, with.fold, with.combine)).Reduce();
        });
    }

    private ParallelSequence<TItem, TLocal> Keep<TItem>(ParallelSequence<TItem> sequence) => new(sequence.Stage, sequence.Settings, _locals);
}
