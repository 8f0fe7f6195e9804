using System.Runtime.CompilerServices;
using ParallelCore.Loops;

namespace ParallelCore;

/// <content>Loops that a body may end.</content>
public static partial class ParallelRange
{
    /// <summary>Runs <paramref name="body"/> for each index until one of them returns true, as a sequential loop with a <c>break</c> would.</summary>
    /// <param name="from">The first index.</param>
    /// <param name="to">One past the last index. At <paramref name="from"/> or below it the range is empty.</param>
    /// <param name="body">Is called with an index; returns true to stop the loop there.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <returns>The lowest index that stopped the loop; null if none did, or the range is empty. All indices below it have run; some above it may
    /// have.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">A body below the lowest stop failed; see the type's remarks. Failures above it are dropped: the sequential loop
    /// would not have met them.</exception>
    /// <remarks>Order, complexity, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    /// <example><code>int? firstBad = ParallelRange.RunUntil(0, rows.Length, i =&gt; !IsValid(rows[i]));</code></example>
    [OverloadResolutionPriority(1)]
    public static int? RunUntil(int from, int to, Func<int, bool> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0) =>
        RunUntil(from, to, ChunkPolicy.Auto, body, options, callerLine);

    /// <summary>Runs <paramref name="body"/> for each index, cut as <paramref name="chunk"/> says, until one of them returns true.</summary>
    /// <param name="from">The first index.</param>
    /// <param name="to">One past the last index. At <paramref name="from"/> or below it the range is empty.</param>
    /// <param name="chunk">How the range is cut; a number is a fixed chunk size in iterations.</param>
    /// <param name="body">Is called with an index; returns true to stop the loop there.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <returns>The lowest index that stopped the loop; null if none did, or the range is empty. All indices below it have run; some above it may
    /// have.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight of <paramref name="chunk"/> is negative, infinite or not a number.</exception>
    /// <exception cref="ArgumentException"><paramref name="chunk"/> has another number of weights than the range has indices.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">A body below the lowest stop failed; see the type's remarks.</exception>
    /// <remarks>Order, complexity, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    [OverloadResolutionPriority(1)]
    public static int? RunUntil(int from, int to, ChunkPolicy chunk, Func<int, bool> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        chunk.ThrowIfUnfit(from, to);
        return UntilLoop<int>.Run(from, to, chunk, body, options, SiteCosts.Key(body, callerLine), out long index) ? (int)index : null;
    }

    /// <summary>Runs <paramref name="body"/> for chunks [start, end) that together cover the range until one of them says where the loop ends.</summary>
    /// <param name="from">The first index.</param>
    /// <param name="to">One past the last index. At <paramref name="from"/> or below it the range is empty.</param>
    /// <param name="chunk">How the range is cut; a number is a fixed chunk size in iterations.</param>
    /// <param name="body">Is called with the first index of a chunk and one past its last; returns the index of it at which the loop ends, or null to go
    /// on.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <returns>The lowest index that ended the loop; null if none did, or the range is empty. All chunks below its chunk have run; some above it may
    /// have.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight of <paramref name="chunk"/> is negative, infinite or not a number.</exception>
    /// <exception cref="ArgumentException"><paramref name="chunk"/> has another number of weights than the range has indices.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">A body below the lowest end failed; see the type's remarks. One that returns an index outside of its chunk fails
    /// with an <see cref="InvalidOperationException"/>.</exception>
    /// <remarks>Order, complexity, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    /// <example>
    /// <code>
    /// int? firstZero = ParallelRange.RunUntil(0, bytes.Length, ChunkPolicy.Auto, (start, end) =&gt;
    /// {
    ///     int found = bytes.AsSpan(start, end - start).IndexOf((byte)0);
    ///     return found &lt; 0 ? null : start + found;
    /// });
    /// </code>
    /// </example>
    public static int? RunUntil(
        int from, int to, ChunkPolicy chunk, Func<int, int, int?> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        chunk.ThrowIfUnfit(from, to);
        return Loop.RunUntil(from, to, chunk, new UntilChunkBody(body), options, SiteCosts.Key(body, callerLine), out long index) ? (int)index : null;
    }

    /// <inheritdoc cref="RunUntil(int, int, ChunkPolicy, Func{int, int, int?}, RangeOptions, int)"/>
    public static int? RunUntil(int from, int to, Func<int, int, int?> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0) =>
        RunUntil(from, to, ChunkPolicy.Auto, body, options, callerLine);

    /// <summary>Runs <paramref name="body"/> for each index until one of them returns true or stops the loop. The body is handed the loop, too: to end it at
    /// any hit instead of the lowest, and to ask, while it runs long, whether the loop is about to end.</summary>
    /// <param name="from">The first index.</param>
    /// <param name="to">One past the last index. At <paramref name="from"/> or below it the range is empty.</param>
    /// <param name="chunk">How the range is cut; a number is a fixed chunk size in iterations.</param>
    /// <param name="body">Is called with an index and the loop; returns true to end the loop there.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <returns>The lowest index that ended the loop; null if none did, or the range is empty. Unless <see cref="LoopState.Stop"/> was called, all indices below
    /// it have run.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight of <paramref name="chunk"/> is negative, infinite or not a number.</exception>
    /// <exception cref="ArgumentException"><paramref name="chunk"/> has another number of weights than the range has indices.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">A body below the lowest end failed; see the type's remarks.</exception>
    /// <remarks>Order, complexity, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    /// <example>
    /// <code>
    /// int? any = ParallelRange.RunUntil(0, candidates.Length, (i, loop) =&gt;
    /// {
    ///     if (!Fits(candidates[i]))
    ///         return false;
    ///     loop.Stop();
    ///     return true;
    /// });
    /// </code>
    /// </example>
    public static int? RunUntil(int from, int to, ChunkPolicy chunk, UntilBody<int> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        chunk.ThrowIfUnfit(from, to);
        return StoppableLoop<int>.Run(from, to, chunk, body, options, SiteCosts.Key(body, callerLine), out long index) ? (int)index : null;
    }

    /// <inheritdoc cref="RunUntil(int, int, ChunkPolicy, UntilBody{int}, RangeOptions, int)"/>
    public static int? RunUntil(int from, int to, UntilBody<int> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0) =>
        RunUntil(from, to, ChunkPolicy.Auto, body, options, callerLine);

    /// <inheritdoc cref="RunUntil(int, int, Func{int, bool}, RangeOptions, int)"/>
    [OverloadResolutionPriority(1)]
    public static long? RunUntil(long from, long to, Func<long, bool> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0) =>
        RunUntil(from, to, ChunkPolicy.Auto, body, options, callerLine);

    /// <inheritdoc cref="RunUntil(int, int, ChunkPolicy, Func{int, bool}, RangeOptions, int)"/>
    [OverloadResolutionPriority(1)]
    public static long? RunUntil(
        long from, long to, ChunkPolicy chunk, Func<long, bool> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        chunk.ThrowIfUnfit(from, to);
        return UntilLoop<long>.Run(from, to, chunk, body, options, SiteCosts.Key(body, callerLine), out long index) ? index : null;
    }

    /// <inheritdoc cref="RunUntil(int, int, ChunkPolicy, Func{int, int, int?}, RangeOptions, int)"/>
    public static long? RunUntil(
        long from, long to, ChunkPolicy chunk, Func<long, long, long?> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        chunk.ThrowIfUnfit(from, to);
        return Loop.RunUntil(from, to, chunk, new LongUntilChunkBody(body), options, SiteCosts.Key(body, callerLine), out long index) ? index : null;
    }

    /// <inheritdoc cref="RunUntil(int, int, ChunkPolicy, Func{int, int, int?}, RangeOptions, int)"/>
    public static long? RunUntil(long from, long to, Func<long, long, long?> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0) =>
        RunUntil(from, to, ChunkPolicy.Auto, body, options, callerLine);

    /// <inheritdoc cref="RunUntil(int, int, ChunkPolicy, UntilBody{int}, RangeOptions, int)"/>
    public static long? RunUntil(long from, long to, UntilBody<long> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0) =>
        RunUntil(from, to, ChunkPolicy.Auto, body, options, callerLine);

    /// <inheritdoc cref="RunUntil(int, int, ChunkPolicy, UntilBody{int}, RangeOptions, int)"/>
    public static long? RunUntil(
        long from, long to, ChunkPolicy chunk, UntilBody<long> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        chunk.ThrowIfUnfit(from, to);
        return StoppableLoop<long>.Run(from, to, chunk, body, options, SiteCosts.Key(body, callerLine), out long index) ? index : null;
    }
}
