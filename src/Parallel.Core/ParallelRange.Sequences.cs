using System.ComponentModel;
using System.Runtime.CompilerServices;
using ParallelCore.Sequences;

namespace ParallelCore;

/// <content>Where sequences begin.</content>
public static partial class ParallelRange
{
    /// <summary>The numbers of a range, as a sequence.</summary>
    /// <param name="from">The first number.</param>
    /// <param name="to">One past the last number. At <paramref name="from"/> or below it there are none.</param>
    /// <param name="callerName">Filled in by the compiler; tells the sequences of a program apart when their cost is remembered.</param>
    /// <param name="callerLine">Filled in by the compiler, too.</param>
    /// <returns>The sequence; nothing runs before a result is asked for.</returns>
    /// <example><code>int count = ParallelRange.From(0, 5_000_000).Where(IsPrime).Count();</code></example>
    public static ParallelSequence<int> From(int from, int to, [CallerMemberName] string? callerName = null, [CallerLineNumber] int callerLine = 0) =>
        Begin(new Int32RangeStage(from, Math.Max(from, to)), callerName, callerLine);

    /// <summary>The numbers of a range, as a sequence.</summary>
    /// <param name="from">The first number.</param>
    /// <param name="to">One past the last number. At <paramref name="from"/> or below it there are none.</param>
    /// <param name="callerName">Filled in by the compiler; tells the sequences of a program apart when their cost is remembered.</param>
    /// <param name="callerLine">Filled in by the compiler, too.</param>
    /// <returns>The sequence; nothing runs before a result is asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range has more than <see cref="long.MaxValue"/> numbers.</exception>
    public static ParallelSequence<long> From(long from, long to, [CallerMemberName] string? callerName = null, [CallerLineNumber] int callerLine = 0)
    {
        long length = Math.Max(from, to) - from;
        ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(to));
        return Begin(new Int64RangeStage(from, length), callerName, callerLine);
    }

    /// <summary>The cells of a table, row after row, as a sequence.</summary>
    /// <param name="rows">How many rows, 0 or more.</param>
    /// <param name="columns">How many columns, 0 or more.</param>
    /// <param name="callerName">Filled in by the compiler; tells the sequences of a program apart when their cost is remembered.</param>
    /// <param name="callerLine">Filled in by the compiler, too.</param>
    /// <returns>The sequence; nothing runs before a result is asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> or <paramref name="columns"/> is negative.</exception>
    public static ParallelSequence<(int Row, int Column)> Grid(
        int rows, int columns, [CallerMemberName] string? callerName = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        return Begin(new GridStage(rows, columns), callerName, callerLine);
    }

    /// <summary>The lines of a text, found in parallel, as a sequence.</summary>
    /// <param name="text">The text; lines end with \n, \r\n or \r, the last one also with the text.</param>
    /// <param name="callerName">Filled in by the compiler; tells the sequences of a program apart when their cost is remembered.</param>
    /// <param name="callerLine">Filled in by the compiler, too.</param>
    /// <returns>Views of the text, without the line breaks; none of an empty text.</returns>
    /// <remarks>Chunks and progress count characters.</remarks>
    public static ParallelSequence<ReadOnlyMemory<char>> Lines(
        ReadOnlyMemory<char> text, [CallerMemberName] string? callerName = null, [CallerLineNumber] int callerLine = 0) =>
        Begin(new LinesStage(text), callerName, callerLine);

    /// <summary>The lines of a text, found in parallel, as a sequence.</summary>
    /// <param name="text">The text; lines end with \n, \r\n or \r, the last one also with the text.</param>
    /// <param name="callerName">Filled in by the compiler; tells the sequences of a program apart when their cost is remembered.</param>
    /// <param name="callerLine">Filled in by the compiler, too.</param>
    /// <returns>Views of the text, without the line breaks; none of an empty text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <remarks>Chunks and progress count characters.</remarks>
    public static ParallelSequence<ReadOnlyMemory<char>> Lines(string text, [CallerMemberName] string? callerName = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Lines(text.AsMemory(), callerName, callerLine);
    }

    /// <summary>The items of a memory, as a sequence.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The memory; read when a result is asked for.</param>
    /// <param name="callerName">Filled in by the compiler; tells the sequences of a program apart when their cost is remembered.</param>
    /// <param name="callerLine">Filled in by the compiler, too.</param>
    /// <returns>The sequence.</returns>
    public static ParallelSequence<T> Over<T>(ReadOnlyMemory<T> source, [CallerMemberName] string? callerName = null, [CallerLineNumber] int callerLine = 0) =>
        Begin(new MemoryStage<T>(source), callerName, callerLine);

    /// <summary>The items of a memory, as a sequence.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The memory; read when a result is asked for.</param>
    /// <param name="callerName">Filled in by the compiler; tells the sequences of a program apart when their cost is remembered.</param>
    /// <param name="callerLine">Filled in by the compiler, too.</param>
    /// <returns>The sequence.</returns>
    public static ParallelSequence<T> Over<T>(Memory<T> source, [CallerMemberName] string? callerName = null, [CallerLineNumber] int callerLine = 0) =>
        Begin(new MemoryStage<T>(source), callerName, callerLine);

    /// <summary>The items of an enumerable, as a sequence.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">Arrays, lists, strings and anything else with an indexer are read in place. What can only be enumerated is pulled by one thread at
    /// a time, in batches of up to 65,536 items, each of which then runs in parallel; results that need only some of the items don't pull the rest. A sequence
    /// is itself.</param>
    /// <param name="callerName">Filled in by the compiler; tells the sequences of a program apart when their cost is remembered.</param>
    /// <param name="callerLine">Filled in by the compiler, too.</param>
    /// <returns>The sequence.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static ParallelSequence<T> Over<T>(IEnumerable<T> source, [CallerMemberName] string? callerName = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source as ParallelSequence<T> ?? Begin(Stages.Of(source), callerName, callerLine);
    }

    /// <summary>Calls <paramref name="body"/> with each item: <c>source.InParallel().With(options).ForEach(body)</c>, under the name that
    /// <c>Parallel</c> has for it.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="source">An array, a list, or anything that can be enumerated, which the calling thread pulls.</param>
    /// <param name="body">Is called with each item once; several workers call it at once.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerName">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a member apart when their cost is remembered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="body"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more bodies failed, or the source; see the type's remarks.</exception>
    /// <remarks>To stop at an item, ask for one: <c>source.InParallel().Any(item =&gt; Stops(item))</c> ends at any that says so, <c>IndexOf</c> at the first.
    /// Complexity: some hundred bytes for each call. Order, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    /// <example><code>ParallelRange.ForEach(files, file =&gt; Compress(file), new RangeOptions { MaxWorkers = 4 });</code></example>
    [OverloadResolutionPriority(1)]
    public static void ForEach<T>(
        IEnumerable<T> source, Action<T> body, RangeOptions? options = null, [CallerMemberName] string? callerName = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        Each(source, options, callerName, callerLine).ForEach(body);
    }

    /// <summary>Calls <paramref name="body"/> with each item and its position, from 0.</summary>
    /// <inheritdoc cref="ForEach{T}(IEnumerable{T}, Action{T}, RangeOptions, string, int)"/>
    public static void ForEach<T>(
        IEnumerable<T> source, Action<T, int> body, RangeOptions? options = null, [CallerMemberName] string? callerName = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        Each(source, options, callerName, callerLine).ForEach(body);
    }

    /// <summary>Calls <paramref name="body"/> with each item and a local of whoever calls it, which it returns for the same participant's next call.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <typeparam name="TLocal">A running total, a buffer, a dictionary.</typeparam>
    /// <param name="source">An array, a list, or anything that can be enumerated, which the calling thread pulls.</param>
    /// <param name="localInit">Makes a local; is called about as often as there are workers.</param>
    /// <param name="body">Is called with an item and the local; returns the local.</param>
    /// <param name="localFinally">Is called with each local once, when all bodies have ended, whatever they threw: on the calling thread, one after
    /// another.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerName">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a member apart when their cost is remembered.</param>
    /// <exception cref="ArgumentNullException">A delegate or <paramref name="source"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more delegates failed, or the source; those of <paramref name="localFinally"/> come last.</exception>
    /// <remarks>As <see cref="ParallelSequence{T}.ForEach{TLocal}(Func{TLocal}, Func{T, TLocal, TLocal}, Action{TLocal})"/>. Complexity: some hundred bytes for
    /// each call. Order, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    public static void ForEach<T, TLocal>(
        IEnumerable<T> source,
        Func<TLocal> localInit,
        Func<T, TLocal, TLocal> body,
        Action<TLocal> localFinally,
        RangeOptions? options = null,
        [CallerMemberName] string? callerName = null,
        [CallerLineNumber] int callerLine = 0) =>
        Each(source, options, callerName, callerLine).ForEach(localInit, body, localFinally);

    /// <summary>Calls <paramref name="body"/> with each item of a span, which is pinned meanwhile.</summary>
    /// <inheritdoc cref="ForEach{T}(IEnumerable{T}, Action{T}, RangeOptions, string, int)"/>
    public static void ForEach<T>(ReadOnlySpan<T> source, Action<T> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(body);
        ForEachSpan(
            source,
            ChunkPolicy.Auto,
            (items, _) =>
            {
                foreach (T item in items)
                {
                    body(item);
                }
            },
            options,
            callerLine);
    }

    /// <inheritdoc cref="ForEach{T}(ReadOnlySpan{T}, Action{T}, RangeOptions, int)"/>
    public static void ForEach<T>(Span<T> source, Action<T> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
        where T : unmanaged =>
        ForEach((ReadOnlySpan<T>)source, body, options, callerLine);

    /// <summary>Not to be called: the options come last.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="source">Unused.</param>
    /// <param name="options">Unused.</param>
    /// <param name="body">Unused.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete("The options come last: ParallelRange.ForEach(source, body, options).", error: true)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void ForEach<T>(IEnumerable<T> source, RangeOptions options, Action<T> body) => throw new NotSupportedException();

    private static ParallelSequence<T> Each<T>(IEnumerable<T> source, RangeOptions? options, string? callerName, int callerLine)
    {
        ParallelSequence<T> sequence = Over(source, callerName, callerLine);
        return options is null ? sequence : sequence.With(options);
    }

    private static ParallelSequence<T> Begin<T>(Stage<T> stage, string? callerName, int callerLine) =>
        new(stage, new SequenceSettings(ChunkPolicy.Auto, null, (RuntimeHelpers.GetHashCode(callerName) * 31) + callerLine));
}
