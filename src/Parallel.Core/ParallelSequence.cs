using System.Diagnostics;
using Microsoft.Extensions.ObjectPool;
using ParallelCore.Scheduling;
using ParallelCore.Sequences;

namespace ParallelCore;

/// <summary>Items that are computed on every core when a result is asked for: LINQ's operators over the loops of <see cref="ParallelRange"/>.</summary>
/// <typeparam name="T">The items.</typeparam>
/// <remarks>
/// <para>Begin with <see cref="ParallelRange.From(int, int, string, int)"/>, <see cref="ParallelRange.Over{T}(IEnumerable{T}, string, int)"/> or
/// <c>InParallel()</c>, chain operators, and ask for a result. Operators are lazy and cheap; a result runs the chain, each time anew. Items pass through the
/// whole chain a few at a time, without intermediate collections, except where an operator says that it gathers them.</para>
/// <para><b>Order:</b> that of the source, in every result that has an order. What the delegates of an operator do besides returning a value happens in any
/// order.</para>
/// <para><b>Determinism:</b> reductions combine in a fixed tree over fixed chunks, which depend on the source's length and <see cref="WithChunk"/> only: the
/// same bits on any number of workers, at every run.</para>
/// <para><b>Exceptions:</b> what delegates throw arrives as one flat <see cref="AggregateException"/>, that of the lowest item first. When several pieces fail
/// at the same time, theirs follow. An operator that gathers items meets all failures before it first. Results that can't exist (the first item of none) throw
/// <see cref="InvalidOperationException"/>, as LINQ does.</para>
/// <para><b>Short-circuits</b> stop the rest; items behind the place where a sequential loop would have stopped may have been computed by then.</para>
/// <para><b>Settings</b> (<c>With...</c>, <see cref="On"/>) hold for the whole chain, wherever they stand; the last one of a kind counts. Of two sequences in
/// one chain, the first one's hold.</para>
/// <para><b>Thread safety:</b> immutable; any number of threads may ask for results at once. The delegates and the source are used by several workers at once.
/// Don't change the source meanwhile.</para>
/// <para><b>Complexity:</b> a result takes one pass over the source, and allocates the result, a few small objects per operator, and nothing per item. What
/// operators gather lies in pooled memory.</para>
/// <para><b>Blocking:</b> operators never; results until they are there; the calling thread takes part.</para>
/// </remarks>
/// <example><code>
/// double total = ParallelRange.Over(orders).Where(order =&gt; order.IsOpen).Select(order =&gt; order.Price).Sum();
/// </code></example>
[DebuggerDisplay("{DebuggerValue,nq}")]
public partial class ParallelSequence<T> : IEnumerable<T>
{
    internal ParallelSequence(Stage<T> stage, SequenceSettings settings)
    {
        Stage = stage;
        Settings = settings;
    }

    internal Stage<T> Stage { get; }

    internal SequenceSettings Settings { get; }

    private string DebuggerValue => $"{Stage.GetType().Name.Split('`')[0]} of {typeof(T).Name}, chunk {Settings.Chunk}";

    /// <summary>Sets how the source is cut.</summary>
    /// <param name="chunk">The cut; a number is a fixed chunk size in source items, also for reductions, whose tree it fixes. Reductions take the automatic cut
    /// for even and weighted chunks.</param>
    /// <returns>The sequence with this setting.</returns>
    /// <remarks>Without it: loops find out what an item costs. Reductions of up to 256 items take a chunk for each, of more at most 256 until chunks have 128
    /// items, then at most 1,024, and of more than a million as many chunks as each has items; where a chunk's state is costly to begin or to combine, longer
    /// chunks are cheaper. They take a guided cut for chunks of its least size, and never keep more than about a million states: smaller chunks are put
    /// together. A table of weights has to have as many entries as the source has items, and holds for the source only, not for what an operator has gathered;
    /// if the numbers differ, results throw <see cref="ArgumentException"/>.</remarks>
    public ParallelSequence<T> WithChunk(ChunkPolicy chunk) => Set(Settings with { Chunk = chunk });

    /// <summary>Sets all that a loop's options say: the worker limit, the token, progress, the scheduler, the name and the report.</summary>
    /// <param name="options">The options, which are copied.</param>
    /// <returns>The sequence with these settings in place of what it had of them.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public ParallelSequence<T> With(RangeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Set(Settings with { Options = options.Copy() });
    }

    /// <summary>Sets how many workers take part at most, the calling thread among them.</summary>
    /// <param name="maxWorkers">At least 1; -1 for as many as there are.</param>
    /// <returns>The sequence with this setting.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxWorkers"/> is 0, or less than -1.</exception>
    /// <remarks>That is how many calls of the chain's delegates run at once at most. The calling thread doesn't count while it pulls the next items of an
    /// enumerable beside them; with 1 it pulls between them.</remarks>
    public ParallelSequence<T> WithMaxWorkers(int maxWorkers)
    {
        RangeOptions.ThrowIfNoMaxWorkers(maxWorkers, nameof(maxWorkers));
        return Set(options => options.MaxWorkers = maxWorkers);
    }

    /// <summary>Lets a token stop the results.</summary>
    /// <param name="cancellationToken">When it is cancelled, no further items are begun, and the result throws <see cref="OperationCanceledException"/> with
    /// it.</param>
    /// <returns>The sequence with this setting.</returns>
    public ParallelSequence<T> WithCancellation(CancellationToken cancellationToken) => Set(options => options.CancellationToken = cancellationToken);

    /// <summary>Lets results report how far they are, in items of the source.</summary>
    /// <param name="progress">See <see cref="RangeOptions.Progress"/>. An operator that gathers items reports its own pass over the source first; a streamed
    /// source, each of its batches.</param>
    /// <returns>The sequence with this setting.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="progress"/> is null.</exception>
    public ParallelSequence<T> WithProgress(IProgress<RangeProgress> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        return Set(options => options.Progress = progress);
    }

    /// <summary>Names the loops of the results, for their reports.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The sequence with this setting.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public ParallelSequence<T> WithName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Set(options => options.Name = name);
    }

    /// <summary>Tells what each loop of a result did.</summary>
    /// <param name="report">See <see cref="RangeOptions.Report"/>.</param>
    /// <returns>The sequence with this setting.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    public ParallelSequence<T> WithReport(Action<RangeReport> report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Set(options => options.Report = report);
    }

    /// <summary>Sets whose workers run the results.</summary>
    /// <param name="scheduler">The scheduler; a disposed one makes results throw <see cref="ObjectDisposedException"/>.</param>
    /// <returns>The sequence with this setting.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="scheduler"/> is null.</exception>
    public ParallelSequence<T> On(WorkStealingScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        return Set(options => options.Scheduler = scheduler);
    }

    /// <summary>Gives each worker that takes part an instance of its own, which the following operators can be handed: a buffer, a random generator, a
    /// parser.</summary>
    /// <typeparam name="TLocal">The instances.</typeparam>
    /// <param name="factory">Makes an instance, on the worker that needs it: at most once per worker and result.</param>
    /// <param name="release">Is called with each instance once, on the calling thread, before the result returns or throws; null to dispose those that are
    /// <see cref="IDisposable"/>. What it throws comes after the result's own failures.</param>
    /// <returns>The same items, with operators that take an instance.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="factory"/> is null.</exception>
    /// <example><code>
    /// double[] noise = ParallelRange.From(0, n).WithLocal(() =&gt; new Random()).Select((i, random) =&gt; random.NextDouble()).ToArray();
    /// </code></example>
    /// <remarks>For a value that each call changes, such as a sum, see
    /// <see cref="ForEach{TLocal}(Func{TLocal}, Func{T, TLocal, TLocal}, Action{TLocal})"/>.</remarks>
    public ParallelSequence<T, TLocal> WithLocal<TLocal>(Func<TLocal> factory, Action<TLocal>? release = null)
        where TLocal : class
    {
        ArgumentNullException.ThrowIfNull(factory);
        return new ParallelSequence<T, TLocal>(Stage, Settings, new LocalSource<TLocal>(factory, release));
    }

    /// <summary>Gives each worker that takes part an instance from a pool, to which it goes back before the result returns or throws.</summary>
    /// <typeparam name="TLocal">The instances.</typeparam>
    /// <param name="pool">Where they come from: at most one per worker and result.</param>
    /// <returns>The same items, with operators that take an instance.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="pool"/> is null.</exception>
    public ParallelSequence<T, TLocal> WithLocal<TLocal>(ObjectPool<TLocal> pool)
        where TLocal : class
    {
        ArgumentNullException.ThrowIfNull(pool);
        return new ParallelSequence<T, TLocal>(Stage, Settings, new LocalSource<TLocal>(pool));
    }

    internal ParallelSequence<TOut> Then<TOut>(Stage<TOut> stage) => new(stage, Settings);

    /// <summary>Runs a result: whatever it makes for its workers is released, however it ends.</summary>
    internal TResult Run<TState, TResult>(TState state, Func<Stage<T>, Execution, TState, TResult> result)
    {
        var execution = new Execution(Settings);
        execution.CancellationToken.ThrowIfCancellationRequested();
        TResult value;
        try
        {
            value = result(Stage, execution, state);
        }
        catch (Exception e)
        {
            execution.End(e);
            throw;
        }

        execution.End(null);
        return value;
    }

    private ParallelSequence<T> Set(Action<RangeOptions> set) => Set(Settings.With(set));

    private ParallelSequence<T> Set(SequenceSettings settings) => new(Stage, settings);
}
