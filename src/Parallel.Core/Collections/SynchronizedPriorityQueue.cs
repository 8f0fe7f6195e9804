using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <summary>A <see cref="PriorityQueue{TElement, TPriority}"/> that any number of threads may use at once: the lowest priority leaves first.</summary>
/// <typeparam name="TElement">The type of the elements; null is an element like any other.</typeparam>
/// <typeparam name="TPriority">The type of the priorities.</typeparam>
/// <remarks>
/// <b>Thread safety:</b> every member is atomic; what it returns was true at one moment during the call. <see cref="ToUnorderedArray"/> is a snapshot.
/// <b>Order:</b> the lowest priority leaves first; among equal ones none is promised. <b>Complexity:</b> that of
/// <see cref="PriorityQueue{TElement, TPriority}"/> plus one lock. Adding and removing single elements allocates nothing while the capacity suffices.
/// What returns an array allocates one, <see cref="RemoveAll"/> one of what stays, and what takes elements a copy of them, unless they are an
/// array. <b>Blocking:</b> a call waits while another thread is inside; none waits for an element to arrive.
/// <para>
/// Predicates, the comparer and what is passed to <see cref="Update(Action{PriorityQueue{TElement, TPriority}})"/> run while the lock is held: keep them
/// short, and never wait in them for a thread that uses the queue. Predicates may use the queue themselves, on the same thread. One that changes it makes the
/// method that called it throw <see cref="InvalidOperationException"/> and do nothing more; the predicate's own change stays. A comparer that throws, or uses
/// the queue, spoils it as it spoils a <see cref="PriorityQueue{TElement, TPriority}"/>.
/// </para>
/// <para>
/// To wrap a queue that you have, without copying it, call
/// <see cref="SynchronizedExtensions.Synchronized{TElement, TPriority}(PriorityQueue{TElement, TPriority})"/>.
/// </para>
/// </remarks>
/// <example><code>
/// var jobs = new SynchronizedPriorityQueue&lt;string, int&gt;();
/// jobs.Enqueue("later", 2);
/// jobs.Enqueue("now", 1);
/// while (jobs.TryDequeue(out string? job, out int priority))
///     Console.WriteLine($"{priority}: {job}");
/// </code></example>
[DebuggerDisplay("Count = {_queue.Count}")]
public sealed partial class SynchronizedPriorityQueue<TElement, TPriority>
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private readonly PriorityQueue<TElement, TPriority> _queue;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly object _gate = new();

    /// <summary>Creates an empty queue.</summary>
    /// <param name="comparer">Orders the priorities; null is the default comparer.</param>
    public SynchronizedPriorityQueue(IComparer<TPriority>? comparer = null)
        : this(new PriorityQueue<TElement, TPriority>(comparer))
    {
    }

    /// <summary>Creates an empty queue with room for a number of elements.</summary>
    /// <param name="initialCapacity">The elements that fit in before it has to grow, from 0.</param>
    /// <param name="comparer">Orders the priorities; null is the default comparer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initialCapacity"/> is negative.</exception>
    public SynchronizedPriorityQueue(int initialCapacity, IComparer<TPriority>? comparer = null)
        : this(new PriorityQueue<TElement, TPriority>(initialCapacity, comparer))
    {
    }

    /// <summary>Creates a queue that holds copies of some elements and their priorities. O(number of elements).</summary>
    /// <param name="items">The elements, in any order; may be empty.</param>
    /// <param name="comparer">Orders the priorities; null is the default comparer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public SynchronizedPriorityQueue(IEnumerable<(TElement Element, TPriority Priority)> items, IComparer<TPriority>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        _queue = new PriorityQueue<TElement, TPriority>(ItemSnapshot.Of(items), comparer);
    }

    private SynchronizedPriorityQueue(PriorityQueue<TElement, TPriority> queue) => _queue = queue;

    /// <summary>The number of elements.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>What orders the priorities.</summary>
    public IComparer<TPriority> Comparer => _queue.Comparer;

    /// <summary>Adds an element.</summary>
    /// <param name="element">The element.</param>
    /// <param name="priority">Its priority; the lowest leaves first.</param>
    public void Enqueue(TElement element, TPriority priority)
    {
        lock (_gate)
        {
            _queue.Enqueue(element, priority);
        }
    }

    /// <summary>Adds elements, all at once to others.</summary>
    /// <param name="items">
    /// The elements with their priorities; may be empty, or this queue's own. They are read before the lock is taken: if that throws, nothing has been added.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public void EnqueueRange(IEnumerable<(TElement Element, TPriority Priority)> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        (TElement Element, TPriority Priority)[] added = ItemSnapshot.Of(items);
        lock (_gate)
        {
            _queue.EnqueueRange(added);
        }
    }

    /// <summary>Removes the element of the lowest priority.</summary>
    /// <returns>The element.</returns>
    /// <exception cref="InvalidOperationException">
    /// The queue is empty. <see cref="TryDequeue(out TElement, out TPriority)"/> is what threads that share a queue need.
    /// </exception>
    public TElement Dequeue()
    {
        lock (_gate)
        {
            return _queue.Dequeue();
        }
    }

    /// <summary>Removes the element of the lowest priority, if there is one.</summary>
    /// <param name="element">The element; the default when the queue is empty.</param>
    /// <param name="priority">Its priority; the default when the queue is empty.</param>
    /// <returns>False when the queue is empty.</returns>
    public bool TryDequeue([MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        lock (_gate)
        {
            return _queue.TryDequeue(out element, out priority);
        }
    }

    /// <summary>Adds an element and then removes that of the lowest priority, which may be the same.</summary>
    /// <param name="element">The element to add.</param>
    /// <param name="priority">Its priority.</param>
    /// <returns>The element removed; <paramref name="element"/> when the queue was empty.</returns>
    public TElement EnqueueDequeue(TElement element, TPriority priority)
    {
        lock (_gate)
        {
            return _queue.EnqueueDequeue(element, priority);
        }
    }

    /// <summary>Removes the element of the lowest priority and then adds one.</summary>
    /// <param name="element">The element to add.</param>
    /// <param name="priority">Its priority.</param>
    /// <returns>The element removed.</returns>
    /// <exception cref="InvalidOperationException">The queue is empty; nothing was added.</exception>
    public TElement DequeueEnqueue(TElement element, TPriority priority)
    {
        lock (_gate)
        {
            return _queue.DequeueEnqueue(element, priority);
        }
    }

    /// <summary>Reads the element of the lowest priority and leaves it there.</summary>
    /// <returns>The element.</returns>
    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public TElement Peek()
    {
        lock (_gate)
        {
            return _queue.Peek();
        }
    }

    /// <summary>Reads the element of the lowest priority and leaves it there, if there is one.</summary>
    /// <param name="element">The element; the default when the queue is empty.</param>
    /// <param name="priority">Its priority; the default when the queue is empty.</param>
    /// <returns>False when the queue is empty.</returns>
    public bool TryPeek([MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        lock (_gate)
        {
            return _queue.TryPeek(out element, out priority);
        }
    }

    /// <summary>Removes one element, wherever it is. O(<see cref="Count"/>).</summary>
    /// <param name="element">The element to look for. Of several equal ones, any may go.</param>
    /// <param name="removedElement">The element removed; the default when there was none.</param>
    /// <param name="priority">Its priority; the default when there was none.</param>
    /// <param name="equalityComparer">What compares elements, under the lock; null is the default comparer.</param>
    /// <returns>False when no equal element is there.</returns>
    public bool Remove(
        TElement element,
        [MaybeNullWhen(false)] out TElement removedElement,
        [MaybeNullWhen(false)] out TPriority priority,
        IEqualityComparer<TElement>? equalityComparer = null)
    {
        lock (_gate)
#if NET9_0_OR_GREATER
            return _queue.Remove(element, out removedElement, out priority, equalityComparer);
#else
            return PriorityQueueRemoval.Remove(_queue, element, out removedElement, out priority, equalityComparer);
#endif
    }

    /// <summary>Removes all elements and keeps the capacity.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _queue.Clear();
        }
    }

    /// <summary>Copies the elements as they are at one moment.</summary>
    /// <returns>The elements with their priorities, in no particular order; an empty array when there are none.</returns>
    public (TElement Element, TPriority Priority)[] ToUnorderedArray()
    {
        lock (_gate)
        {
            return _queue.UnorderedItems.ToArray();
        }
    }

    internal static SynchronizedPriorityQueue<TElement, TPriority> Wrap(PriorityQueue<TElement, TPriority> queue) => new(queue);
}

/// <summary>Takes elements out of the middle of a priority queue, which the runtime offers from .NET 9 on and only for one at a time.</summary>
internal static class PriorityQueueRemoval
{
    /// <summary>Removes one element that equals another.</summary>
    public static bool Remove<TElement, TPriority>(
        PriorityQueue<TElement, TPriority> queue,
        TElement element,
        [MaybeNullWhen(false)] out TElement removedElement,
        [MaybeNullWhen(false)] out TPriority priority,
        IEqualityComparer<TElement>? equalityComparer)
    {
        equalityComparer ??= EqualityComparer<TElement>.Default;
        (TElement Element, TPriority Priority)[] items = queue.UnorderedItems.ToArray();
        int index = Array.FindIndex(items, item => equalityComparer.Equals(item.Element, element));
        if (index < 0)
        {
            removedElement = default;
            priority = default;
            return false;
        }

        (removedElement, priority) = items[index];
        items[index] = items[^1];
        Refill(queue, new(items, 0, items.Length - 1));
        return true;
    }

    /// <summary>Removes all elements that meet a condition; throws, before it removes any, if the condition throws or changes the queue.</summary>
    public static int RemoveAll<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue, Func<TElement, TPriority, bool> match)
    {
        (TElement Element, TPriority Priority)[] kept = queue.UnorderedItems.Where(item => !match(item.Element, item.Priority)).ToArray();
        int removed = queue.Count - kept.Length;
        if (removed > 0)
        {
            Refill(queue, kept);
        }

        return removed;
    }

    /// <summary>Linear: a queue that is empty builds its heap in one go.</summary>
    private static void Refill<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue, ArraySegment<(TElement Element, TPriority Priority)> items)
    {
        queue.Clear();
        queue.EnqueueRange(items);
    }
}
