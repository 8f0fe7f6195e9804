namespace ParallelCore.Collections;

/// <content>Queues, stacks and priority queues.</content>
public static partial class SynchronizedExtensions
{
    /// <summary>Makes an existing queue usable by several threads at once.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="queue">The queue. It is used directly, not copied: from now on, go through the result only.</param>
    /// <returns>The wrapper; an empty queue gives an empty one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="queue"/> is null.</exception>
    public static SynchronizedQueue<T> Synchronized<T>(this Queue<T> queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return SynchronizedQueue<T>.Wrap(queue);
    }

    /// <summary>Makes an existing stack usable by several threads at once.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="stack">The stack. It is used directly, not copied: from now on, go through the result only.</param>
    /// <returns>The wrapper; an empty stack gives an empty one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stack"/> is null.</exception>
    public static SynchronizedStack<T> Synchronized<T>(this Stack<T> stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return SynchronizedStack<T>.Wrap(stack);
    }

    /// <summary>Makes an existing priority queue usable by several threads at once.</summary>
    /// <typeparam name="TElement">The type of the elements.</typeparam>
    /// <typeparam name="TPriority">The type of the priorities.</typeparam>
    /// <param name="queue">The queue. It is used directly, not copied: from now on, go through the result only.</param>
    /// <returns>The wrapper; an empty queue gives an empty one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="queue"/> is null.</exception>
    public static SynchronizedPriorityQueue<TElement, TPriority> Synchronized<TElement, TPriority>(this PriorityQueue<TElement, TPriority> queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return SynchronizedPriorityQueue<TElement, TPriority>.Wrap(queue);
    }
}
