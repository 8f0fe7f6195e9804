using System.Buffers;
using System.Runtime.CompilerServices;
using ParallelCore.Loops;

namespace ParallelCore;

/// <content>Loops that hand each chunk of items over as a span of its own.</content>
public static partial class ParallelRange
{
    /// <summary>Runs <paramref name="body"/> for spans that together cover the items: each call may write its span, and can't reach beyond.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="chunk">How they are cut; a number is a fixed chunk size in items.</param>
    /// <param name="body">Is called with a chunk and the index of its first item.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> or <paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight of <paramref name="chunk"/> is negative, infinite or not a number.</exception>
    /// <exception cref="ArgumentException"><paramref name="chunk"/> has another number of weights than there are items.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more bodies failed; see the type's remarks.</exception>
    /// <remarks>No items, no calls. Order, complexity, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    /// <example><code>
    /// var samples = new float[1_000_000];
    /// ParallelRange.ForEachSpan(samples, 4096, (chunk, start) =&gt; chunk.Fill(start));
    /// </code></example>
    public static void ForEachSpan<T>(
        T[] items, ChunkPolicy chunk, SpanAction<T, int> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(items);
        ForEachSpan(items.AsMemory(), chunk, body, options, callerLine);
    }

    /// <inheritdoc cref="ForEachSpan{T}(T[], ChunkPolicy, SpanAction{T, int}, RangeOptions?, int)"/>
    public static void ForEachSpan<T>(
        Memory<T> items, ChunkPolicy chunk, SpanAction<T, int> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        RunChunks(0, items.Length, chunk, new MemoryBody<T>(items, body), options, SiteCosts.Key(body, callerLine));
    }

    /// <summary>Runs <paramref name="body"/> for read-only spans that together cover the items.</summary>
    /// <inheritdoc cref="ForEachSpan{T}(T[], ChunkPolicy, SpanAction{T, int}, RangeOptions?, int)"/>
    public static void ForEachSpan<T>(
        ReadOnlyMemory<T> items, ChunkPolicy chunk, ReadOnlySpanAction<T, int> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        RunChunks(0, items.Length, chunk, new ReadOnlyMemoryBody<T>(items, body), options, SiteCosts.Key(body, callerLine));
    }

    /// <summary>Runs <paramref name="body"/> for spans that together cover a span: of an array, of unmanaged memory or of the stack.</summary>
    /// <typeparam name="T">The items. Unmanaged ones only, since other threads reach them through their address while they are pinned, and objects can't be
    /// pinned; items with references
    /// take the forms for arrays and <see cref="Memory{T}"/>.</typeparam>
    /// <param name="items">The items. Pinned until the call returns.</param>
    /// <param name="chunk">How they are cut; a number is a fixed chunk size in items.</param>
    /// <param name="body">Is called with a chunk and the index of its first item. It may write the chunk, and can't reach beyond.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <inheritdoc cref="ForEachSpan{T}(T[], ChunkPolicy, SpanAction{T, int}, RangeOptions?, int)"/>
    /// <example><code>
    /// Span&lt;int&gt; numbers = stackalloc int[1000];
    /// ParallelRange.ForEachSpan(numbers, ChunkPolicy.Even, (chunk, start) =&gt; chunk.Fill(start));
    /// </code></example>
    public static unsafe void ForEachSpan<T>(
        Span<T> items, ChunkPolicy chunk, SpanAction<T, int> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(body);
        fixed (T* pointer = items)
        {
            RunChunks(0, items.Length, chunk, new PinnedBody<T>(pointer, body), options, SiteCosts.Key(body, callerLine));
        }
    }

    /// <summary>Runs <paramref name="body"/> for read-only spans that together cover a span.</summary>
    /// <inheritdoc cref="ForEachSpan{T}(Span{T}, ChunkPolicy, SpanAction{T, int}, RangeOptions?, int)"/>
    public static unsafe void ForEachSpan<T>(
        ReadOnlySpan<T> items, ChunkPolicy chunk, ReadOnlySpanAction<T, int> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(body);
        fixed (T* pointer = items)
        {
            RunChunks(0, items.Length, chunk, new ReadOnlyPinnedBody<T>(pointer, body), options, SiteCosts.Key(body, callerLine));
        }
    }

    /// <summary>Runs <paramref name="body"/> for spans that together cover unmanaged memory, which may be longer than any span.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="pointer">The first item. The memory must stay where it is until the call returns. May be null if there are no items.</param>
    /// <param name="length">The number of items, 0 or more.</param>
    /// <param name="chunk">How they are cut; a number is a fixed chunk size in items. A chunk that is longer than a span can be is handed over in several
    /// spans, one after another.</param>
    /// <param name="body">Is called with a chunk and the index of its first item. It may write the chunk, and can't reach beyond.</param>
    /// <param name="options">Worker limit, cancellation, progress, scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null, or <paramref name="pointer"/> is and there are items.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative, or a weight of <paramref name="chunk"/> is negative, infinite or
    /// not a number.</exception>
    /// <exception cref="ArgumentException"><paramref name="chunk"/> has another number of weights than there are items.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more bodies failed; see the type's remarks.</exception>
    /// <remarks>No items, no calls. Order, complexity, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    public static unsafe void ForEachSpan<T>(
        T* pointer, long length, ChunkPolicy chunk, SpanAction<T, long> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length > 0)
        {
            ArgumentNullException.ThrowIfNull(pointer);
        }

        RunChunks(0, length, chunk, new UnmanagedBody<T>(pointer, body), options, SiteCosts.Key(body, callerLine));
    }
}
