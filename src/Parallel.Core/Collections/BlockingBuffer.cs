namespace ParallelCore.Collections;

/// <summary>Makes buffers that hand items from producers to consumers, first in first out, last in first out or by priority.</summary>
/// <remarks><b>Thread safety:</b> all members may be called from any threads at once.</remarks>
/// <example>
/// <code>
/// BlockingBuffer&lt;string&gt; lines = BlockingBuffer.Fifo&lt;string&gt;(capacity: 100);
/// </code>
/// </example>
public static class BlockingBuffer
{
    /// <summary>The capacity of a buffer that is never full: <see cref="int.MaxValue"/>.</summary>
    public const int Unbounded = int.MaxValue;

    /// <summary>Makes a buffer whose oldest item leaves first.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="capacity">How many items it holds at most; at least 1.</param>
    /// <returns>An empty buffer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    /// <remarks>Over a <see cref="System.Threading.Channels.Channel"/>. <b>Complexity:</b> a put or get that doesn't wait is O(1).</remarks>
    public static BlockingBuffer<T> Fifo<T>(int capacity = Unbounded)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new BlockingBuffer<T>(new FifoStore<T>(capacity), capacity);
    }

    /// <summary>Makes a buffer whose newest item leaves first.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="capacity">How many items it holds at most; at least 1.</param>
    /// <returns>An empty buffer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    /// <remarks><b>Complexity:</b> a put or get that doesn't wait is O(1), under a lock.</remarks>
    public static BlockingBuffer<T> Lifo<T>(int capacity = Unbounded)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new BlockingBuffer<T>(new OrderedStore<T>(new LifoItems<T>(), capacity), capacity);
    }

    /// <summary>Makes a buffer whose least item leaves first; of equal items, the one that was put first.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="comparer">Says which of two items leaves first: the lesser. Null for the type's own order, which throws an
    /// <see cref="ArgumentException"/> at the first comparison of items that have none. It is called under the buffer's lock, so it must be short and not use
    /// the buffer. What it throws comes out of the put or get that compared, which has then changed nothing.</param>
    /// <param name="capacity">How many items it holds at most; at least 1.</param>
    /// <returns>An empty buffer.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    /// <remarks><b>Complexity:</b> a put or get that doesn't wait is O(log n), under a lock.</remarks>
    public static BlockingBuffer<T> Priority<T>(IComparer<T>? comparer = null, int capacity = Unbounded)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new BlockingBuffer<T>(new OrderedStore<T>(new PriorityItems<T>(comparer ?? Comparer<T>.Default), capacity), capacity);
    }
}

/// <summary>That a buffer is complete, and the error that it was completed with, if any.</summary>
internal sealed record BufferEnd(Exception? Error);

/// <summary>How a blocking call on a buffer's store ended. Cancellation is an exception.</summary>
internal enum BufferOutcome
{
    Done,
    TimedOut,
    Closed,
}
