using System.Collections;
using System.Runtime.CompilerServices;
using ParallelCore.Loops;
using ParallelCore.Sequences;

namespace ParallelCore;

/// <content>Results that run or keep the items.</content>
public partial class ParallelSequence<T>
{
    /// <summary>Calls an action with each item.</summary>
    /// <param name="body">The action; several workers call it at once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    [OverloadResolutionPriority(1)]
    public void ForEach(Action<T> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForEach(Terminals.ForEach(Settings.Key, body), body, Stage);
    }

    /// <summary>Calls an action with each item and its position.</summary>
    /// <param name="body">The action; several workers call it at once. Positions start at 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Behind an operator that drops or adds items, it takes a window of the source at a time.</remarks>
    public void ForEach(Action<T, int> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ForEach(new PositionForEachSink<T>(body), body, Stage.Positioned());
    }

    /// <summary>Calls a function with each item and a local of whoever calls it; what one call returns is the local of the same participant's next one.</summary>
    /// <typeparam name="TLocal">A running total, a buffer, a dictionary.</typeparam>
    /// <param name="localInit">Makes a local. Is called about as often as there are workers, however many items there are; not at all of no items. Several calls
    /// may run at once.</param>
    /// <param name="body">Is called with an item and the local; returns the local. Several workers call it at once, each with a local of its own.</param>
    /// <param name="localFinally">Is called with each local once, when all bodies have ended, also after a failure or a cancellation: on the calling thread, one
    /// after another.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks. Failures of <paramref name="localFinally"/> come last.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Which items share a local depends on who ran them. A body that fails leaves the local as it was before the call.</remarks>
    /// <example><code>
    /// long total = 0;
    /// files.InParallel().ForEach(() =&gt; 0L, (file, sum) =&gt; sum + file.Length, sum =&gt; total += sum);
    /// </code></example>
    public void ForEach<TLocal>(Func<TLocal> localInit, Func<T, TLocal, TLocal> body, Action<TLocal> localFinally)
    {
        ArgumentNullException.ThrowIfNull(localInit);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(localFinally);
        Run((localInit, body, localFinally), static (stage, execution, with) =>
        {
            execution.Mix(with.body);
            var locals = new LoopLocals<TLocal>(with.localInit, with.localFinally);
            execution.Own(locals);
            new FoldEachPass<T, TLocal>(stage, execution, new ItemThenLocalSink<T, TLocal>(locals, with.body)).Run();
            return 0;
        });
    }

    /// <summary>All items in an array.</summary>
    /// <returns>The array, in order; an empty one of no items.</returns>
    /// <exception cref="OverflowException">There are more items than an array can hold.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>Where the number of items is known before, each is written to its place; elsewhere pieces are gathered in pooled memory and then
    /// copied.</remarks>
    public T[] ToArray() => Run(0, static (stage, execution, _) => Collected.Array(stage, execution));

    /// <summary>All items in a list.</summary>
    /// <returns>The list, in order; an empty one of no items.</returns>
    /// <exception cref="OverflowException">There are more items than a list can hold.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public List<T> ToList() => Run(0, static (stage, execution, _) => Collected.List(stage, execution));

    /// <summary>Writes all items to the front of an array or other memory.</summary>
    /// <param name="destination">Where to. Not the memory that the items come from, unless each stays where it is.</param>
    /// <returns>How many items there were.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short. If the number of items is known before, nothing has run.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks. Some items may have been written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled. Some items may have been written.</exception>
    public int CopyTo(Memory<T> destination) => Run(destination, static (stage, execution, destination) => Collected.CopyTo(stage, execution, destination));

    /// <summary>Splits the items by a test, in one pass.</summary>
    /// <param name="predicate">The test; called once with each item.</param>
    /// <returns>The items that pass it, and those that don't, both in order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public (T[] Matching, T[] Others) Partition(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return Run(predicate, static (stage, execution, predicate) => Collected.Partition(stage, execution, predicate));
    }

    /// <summary>For each item, the combination of all items up to it, itself included.</summary>
    /// <param name="combine">Combines what lies on the left with what lies on the right. Must be associative; it need not be commutative.</param>
    /// <returns>As many values as there are items; the first is the first item. An empty array of no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="combine"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>The same bits on any number of workers. About two calls per item; see
    /// <see cref="ParallelAlgorithms.Scan{T}(T[], Func{T, T, T}, RangeOptions?)"/>, also for its source.</remarks>
    public T[] Scan(Func<T, T, T> combine)
    {
        ArgumentNullException.ThrowIfNull(combine);
        return Run(combine, static (stage, execution, combine) =>
        {
            T[] items = Collected.Array(stage, execution);
            ParallelAlgorithms.Scan(items, combine, execution.QuietOptions);
            return items;
        });
    }

    /// <summary>For each item, the combination of all items before it, without itself.</summary>
    /// <param name="identity">What changes nothing when it is combined with something: the first value.</param>
    /// <param name="combine">Combines what lies on the left with what lies on the right. Must be associative; it need not be commutative.</param>
    /// <returns>As many values as there are items. An empty array of no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="combine"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>See <see cref="Scan"/>.</remarks>
    public T[] ExclusiveScan(T identity, Func<T, T, T> combine)
    {
        ArgumentNullException.ThrowIfNull(combine);
        return Run((identity, combine), static (stage, execution, how) =>
        {
            T[] items = Collected.Array(stage, execution);
            ParallelAlgorithms.ExclusiveScan(items, how.identity, how.combine, execution.QuietOptions);
            return items;
        });
    }

    /// <summary>Hands out the items one by one, in order.</summary>
    /// <returns>An enumerator, for one thread at a time.</returns>
    /// <remarks>
    /// <para>A window of the source is run on all workers whenever the items of the one before have been taken: at first 16 source items, then
    /// ever more, at most 65,536; where items take long, or much memory, as many as take about a tenth of a second and four megabytes, but always some for each
    /// worker. So memory doesn't grow with the length, an endless source may be left at any time, and while nobody asks for the next
    /// item nothing runs and no worker is held. Operators that need all items, such as <c>OrderBy</c>, compute them when the first is asked for.</para>
    /// <para>The items that LINQ would hand out before a failure are handed out; then <c>MoveNext</c> throws what a result would have thrown. Where an operator has
    /// gathered items, what comes before the one that failed may be computed once more for it. Each enumerator runs the chain anew.</para>
    /// <para><b>Blocking:</b> <c>MoveNext</c> blocks while a window runs; the calling thread takes part.</para>
    /// </remarks>
    /// <exception cref="OperationCanceledException">From <c>MoveNext</c>: the token of the sequence was cancelled.</exception>
    /// <exception cref="AggregateException">From <c>MoveNext</c>: a delegate or the source failed.</exception>
    /// <example><code>foreach (double root in a.InParallel().Select(Math.Sqrt)) Console.WriteLine(root);</code></example>
    public IEnumerator<T> GetEnumerator() => Enumeration.Of(Stage, Settings);

    /// <summary>The same items as a plain enumerable: what follows is LINQ's, and runs on the thread that enumerates.</summary>
    /// <returns>This sequence; see <see cref="GetEnumerator"/>.</returns>
    public IEnumerable<T> AsEnumerable() => this;

    /// <summary>The same items for <c>await foreach</c>, and for what takes an asynchronous enumerable.</summary>
    /// <returns>An enumerable that runs the chain anew for each enumerator; its items come in order.</returns>
    /// <exception cref="OperationCanceledException">From <c>MoveNextAsync</c>: the token of the sequence, or that of the enumeration, was cancelled.</exception>
    /// <exception cref="AggregateException">From <c>MoveNextAsync</c>: a delegate or the source failed.</exception>
    /// <remarks>Windows of the source as for <see cref="GetEnumerator"/>. A thread of the pool takes part in each, and pulls what can only be enumerated, while the
    /// caller awaits it: no thread is blocked but by the source itself. To leave early cancels nothing that runs, since nothing does.</remarks>
    /// <example><code>await foreach (double root in a.InParallel().Select(Math.Sqrt).AsAsyncEnumerable()) await SendAsync(root);</code></example>
    public IAsyncEnumerable<T> AsAsyncEnumerable() => Enumeration.AsyncOf(Stage, Settings);

    /// <summary>This sequence: it runs in parallel already.</summary>
    /// <returns>This sequence.</returns>
    public ParallelSequence<T> InParallel() => this;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>True if another sequence has equal items in the same order.</summary>
    /// <param name="second">The other sequence.</param>
    /// <param name="comparer">Compares items; null for their own equality.</param>
    /// <returns>True also if both are empty.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="second"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see the type's remarks.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>A difference, wherever it is, stops the rest. If the positions of a side aren't known before, windows of both are compared.</remarks>
    public bool SequenceEqual(IEnumerable<T> second, IEqualityComparer<T>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(second);
        return Run((Stage: StageOf(second), comparer), static (stage, execution, other) => Comparison.AreEqual(stage, other.Stage, other.comparer ?? EqualityComparer<T>.Default, execution));
    }

    private protected void ForEach(Sink<T> sink, Delegate body, Stage<T> stage) => Run((sink, body, stage), static (_, execution, what) =>
    {
        execution.Mix(what.body);
        new ForEachPass<T>(what.stage, execution, what.sink).Run();
        return 0;
    });
}
