using ParallelCore.Sequences;

namespace ParallelCore;

/// <content>Operators.</content>
public partial class ParallelSequence<T>
{
    /// <summary>A value made of each item.</summary>
    /// <typeparam name="TResult">The values.</typeparam>
    /// <param name="selector">Is called once with each item that the result needs.</param>
    /// <returns>The values, in the order of the items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    public ParallelSequence<TResult> Select<TResult>(Func<T, TResult> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return Then(new FuncSelectStage<T, TResult>(Stage, selector));
    }

    /// <summary>A value made of each item by a struct, whose code is compiled into the loop: the fastest form.</summary>
    /// <typeparam name="TResult">The values.</typeparam>
    /// <typeparam name="TSelector">The function.</typeparam>
    /// <param name="selector">Is called once with each item that the result needs.</param>
    /// <returns>The values, in the order of the items.</returns>
    public ParallelSequence<TResult> Select<TResult, TSelector>(TSelector selector)
        where TSelector : struct, ISelector<T, TResult> =>
        Then(new SelectStage<T, TResult, TSelector>(Stage, selector));

    /// <summary>A value made of each item and its position.</summary>
    /// <typeparam name="TResult">The values.</typeparam>
    /// <param name="selector">Is called once with each item that the result needs and its position, from 0.</param>
    /// <returns>The values, in the order of the items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    /// <remarks>Behind an operator that drops or adds items, it takes a window of the source at a time. A position above <see cref="int.MaxValue"/> makes results fail
    /// with <see cref="OverflowException"/>.</remarks>
    public ParallelSequence<TResult> Select<TResult>(Func<T, int, TResult> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return Then(new PositionSelectStage<T, TResult>(Stage, selector));
    }

    /// <summary>The items that pass a test.</summary>
    /// <param name="predicate">Is called once with each item.</param>
    /// <returns>Those for which it returned true, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    public ParallelSequence<T> Where(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Then(new FuncWhereStage<T>(Stage, predicate));
    }

    /// <summary>The items that pass a test, whose code is compiled into the loop: the fastest form.</summary>
    /// <typeparam name="TPredicate">The test.</typeparam>
    /// <param name="predicate">Is called once with each item.</param>
    /// <returns>Those for which it returned true, in order.</returns>
    public ParallelSequence<T> Where<TPredicate>(TPredicate predicate)
        where TPredicate : struct, IPredicate<T> =>
        Then(new WhereStage<T, TPredicate>(Stage, predicate));

    /// <summary>The items that pass a test of them and their positions.</summary>
    /// <param name="predicate">Is called once with each item and its position, from 0.</param>
    /// <returns>Those for which it returned true, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <remarks>Behind an operator that drops or adds items, it takes a window of the source at a time.</remarks>
    public ParallelSequence<T> Where(Func<T, int, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Then(new SelectStage<Tested<T>, T, Tested<T>.Item>(
            new WhereStage<Tested<T>, Tested<T>.Predicate>(new PositionSelectStage<T, Tested<T>>(Stage, (item, position) => new(item, predicate(item, position))), new(true)), default));
    }

    /// <summary>The items of a collection that each item has.</summary>
    /// <typeparam name="TResult">The items of the collections.</typeparam>
    /// <param name="selector">Returns an item's collection, which is enumerated by one worker. Arrays and lists are the fastest.</param>
    /// <returns>All their items, in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    /// <remarks>A collection that is null makes results fail with <see cref="InvalidOperationException"/>.</remarks>
    public ParallelSequence<TResult> SelectMany<TResult>(Func<T, IEnumerable<TResult>> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return Then(new SelectManyStage<T, TResult>(Stage, selector));
    }

    /// <summary>A value made of each item and each item of its collection; what two <c>from</c> clauses of a query become.</summary>
    /// <typeparam name="TItem">The items of the collections.</typeparam>
    /// <typeparam name="TResult">The values.</typeparam>
    /// <param name="collectionSelector">Returns an item's collection, which is enumerated by one worker.</param>
    /// <param name="resultSelector">Makes a value of an item and one of its collection's.</param>
    /// <returns>The values, in order.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ParallelSequence<TResult> SelectMany<TItem, TResult>(Func<T, IEnumerable<TItem>> collectionSelector, Func<T, TItem, TResult> resultSelector)
    {
        ArgumentNullException.ThrowIfNull(collectionSelector);
        ArgumentNullException.ThrowIfNull(resultSelector);
        return SelectMany(item => collectionSelector(item)?.Select(inner => resultSelector(item, inner))!);
    }

    /// <summary>The first items.</summary>
    /// <param name="count">How many at most; none if it is 0 or negative.</param>
    /// <returns>Those items; all there are, if there are fewer.</returns>
    /// <remarks>The others aren't computed; behind an operator that drops or adds items, it gathers items until it has enough.</remarks>
    public ParallelSequence<T> Take(long count)
    {
        count = Math.Max(0, count);
        return Then<T>(Stage.IsIndexed ? new SliceStage<T>(Stage, 0, count)
            : Stage.IsStreamed ? Batched(source => new TakeBatches<T>(source, count))
            : new CollectedStage<T>(Stage, count));
    }

    /// <summary>All items but the first ones.</summary>
    /// <param name="count">How many to leave out; none if it is 0 or negative.</param>
    /// <returns>The items behind them; none if there are no more.</returns>
    /// <remarks>The others aren't computed; behind an operator that drops or adds items, or of a source that can only be pulled, it takes a window of the
    /// source at a time.</remarks>
    public ParallelSequence<T> Skip(long count) => count <= 0 ? this
        : Then<T>(Stage.IsIndexed ? new SliceStage<T>(Stage, count, long.MaxValue) : Batched(source => new SkipBatches<T>(source, count)));

    /// <summary>The items before the first that fails a test.</summary>
    /// <param name="predicate">The test; it may be called with items behind that one too.</param>
    /// <returns>Those items; all, if none fails.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <remarks>Takes a window of the source at a time.</remarks>
    public ParallelSequence<T> TakeWhile(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Then(Positions.TakeWhile(Stage, predicate));
    }

    /// <summary>The items from the first on that fails a test.</summary>
    /// <param name="predicate">The test; it may be called with items behind that one too.</param>
    /// <returns>Those items; none, if none fails.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <remarks>Takes a window of the source at a time, unless the items lie in memory.</remarks>
    public ParallelSequence<T> SkipWhile(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Then(Positions.SkipWhile(Stage, predicate));
    }

    /// <summary>The items from the last to the first.</summary>
    /// <returns>As many items.</returns>
    /// <remarks>Behind an operator that drops or adds items, or of a source that can only be pulled, it takes a window of the source at a time.</remarks>
    public ParallelSequence<T> Reverse() => Then(new ReverseStage<T>(Stage.Indexed()));

    /// <summary>The items of this sequence, and then those of another.</summary>
    /// <param name="second">The other.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="second"/> is null.</exception>
    /// <remarks>If a side can only be pulled, a window is taken at a time, of the second one when the first has ended.</remarks>
    public ParallelSequence<T> Concat(IEnumerable<T> second)
    {
        ArgumentNullException.ThrowIfNull(second);
        return Then(new ConcatStage<T>(Stage, StageOf(second)));
    }

    /// <summary>The items of a type.</summary>
    /// <typeparam name="TResult">The type.</typeparam>
    /// <returns>Those items, in order; nulls are of no type.</returns>
    public ParallelSequence<TResult> OfType<TResult>() => Then(new OfTypeStage<T, TResult>(Stage));

    /// <summary>Each item as another type.</summary>
    /// <typeparam name="TResult">The type; an item that isn't of it makes results fail with <see cref="InvalidCastException"/>.</typeparam>
    /// <returns>The items, in order.</returns>
    public ParallelSequence<TResult> Cast<TResult>() => Select(static item => (TResult)(object?)item!);

    /// <summary>Shows each item that passes by to an action, and hands it on.</summary>
    /// <param name="action">Is called once with each item that the result needs, by several workers at once.</param>
    /// <returns>The same items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public ParallelSequence<T> Do(Action<T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Then(new DoStage<T>(Stage, action));
    }

    /// <summary>The stage of another sequence, which keeps its own settings.</summary>
    internal Stage<TOther> StageOf<TOther>(IEnumerable<TOther> other)
    {
        ParallelSequence<TOther> sequence = ParallelRange.Over(other);
        return sequence.Settings.HoldIn(Settings)
            ? sequence.Stage
            : new BatchStage<TOther>(execution => sequence.Stage.Begin(execution.Beside(sequence.Settings)));
    }

    /// <summary>For operators that need positions, or neighbours, where the chain up to here has none.</summary>
    internal BatchStage<TOut> Batched<TOut>(Func<Batches<T>, Batches<TOut>> make) => new(execution => make(Stage.Begin(execution)));
}
