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

    private static ParallelSequence<T> Begin<T>(Stage<T> stage, string? callerName, int callerLine) =>
        new(stage, new SequenceSettings(ChunkPolicy.Auto, null, (RuntimeHelpers.GetHashCode(callerName) * 31) + callerLine));
}
