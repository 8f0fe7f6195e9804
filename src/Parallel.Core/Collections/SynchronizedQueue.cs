using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <summary>A <see cref="Queue{T}"/> that any number of threads may use at once: first in, first out, with check-then-act as single methods.</summary>
/// <typeparam name="T">The type of the items; null is an item like any other.</typeparam>
/// <remarks>
/// <b>Thread safety:</b> every member is atomic; what it returns was true at one moment during the call. Enumerating, <see cref="ToArray"/> and
/// <see cref="CopyTo"/> work on a snapshot, so a loop over the queue never fails because somebody changes it, and doesn't see the change. <b>Order:</b> items
/// leave in the order in which they arrived. <b>Complexity:</b> that of <see cref="Queue{T}"/> plus one lock. Adding and removing single items allocates
/// nothing while the capacity suffices. What returns an array or enumerates allocates one, <see cref="RemoveAll"/> one of what stays, and what takes items
/// a copy of them, unless they are an array. <b>Blocking:</b> a call waits while another thread is inside; none waits for an item to arrive.
/// <para>
/// Predicates, the items' <see cref="object.Equals(object)"/> and what is passed to <see cref="Locked(Action{Queue{T}})"/> run while the lock is held: keep
/// them short, and never wait in them for a thread that uses the queue. They may use the queue themselves, on the same thread. A predicate that changes it
/// makes the method that called it throw <see cref="InvalidOperationException"/> and do nothing more; the predicate's own change stays.
/// </para>
/// <para>To wrap a queue that you have, without copying it, call <see cref="SynchronizedExtensions.Synchronized{T}(Queue{T})"/>.</para>
/// </remarks>
/// <example><code>
/// var queue = new SynchronizedQueue&lt;int&gt;([1, 2, 3]);
/// queue.Enqueue(4);
/// while (queue.TryDequeue(out int item))
///     Console.WriteLine(item);
/// </code></example>
[DebuggerDisplay("Count = {_queue.Count}")]
public sealed partial class SynchronizedQueue<T> : IReadOnlyCollection<T>, ICollection
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private readonly Queue<T> _queue;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly object _gate = new();

    /// <summary>Creates an empty queue.</summary>
    public SynchronizedQueue() => _queue = new Queue<T>();

    /// <summary>Creates an empty queue with room for a number of items.</summary>
    /// <param name="capacity">The items that fit in before it has to grow, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public SynchronizedQueue(int capacity) => _queue = new Queue<T>(capacity);

    /// <summary>Creates a queue that holds copies of the items of a collection.</summary>
    /// <param name="collection">The items, the first to leave first; may be empty.</param>
    /// <exception cref="ArgumentNullException"><paramref name="collection"/> is null.</exception>
    public SynchronizedQueue(IEnumerable<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        _queue = new Queue<T>(ItemSnapshot.Of(collection));
    }

    private SynchronizedQueue(Queue<T> queue) => _queue = queue;

    /// <summary>The number of items.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _queue.Count;
        }
    }

    bool ICollection.IsSynchronized => true;

    /// <summary>The very lock that the members take.</summary>
    object ICollection.SyncRoot => _gate;

    /// <summary>Adds an item at the end.</summary>
    /// <param name="item">The item.</param>
    public void Enqueue(T item)
    {
        lock (_gate)
            _queue.Enqueue(item);
    }

    /// <summary>Removes the item at the front.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">The queue is empty. <see cref="TryDequeue"/> is what threads that share a queue need.</exception>
    public T Dequeue()
    {
        lock (_gate)
            return _queue.Dequeue();
    }

    /// <summary>Removes the item at the front, if there is one.</summary>
    /// <param name="item">The item; the default when the queue is empty.</param>
    /// <returns>False when the queue is empty.</returns>
    public bool TryDequeue([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
            return _queue.TryDequeue(out item);
    }

    /// <summary>Reads the item at the front and leaves it there.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public T Peek()
    {
        lock (_gate)
            return _queue.Peek();
    }

    /// <summary>Reads the item at the front and leaves it there, if there is one.</summary>
    /// <param name="item">The item; the default when the queue is empty.</param>
    /// <returns>False when the queue is empty.</returns>
    public bool TryPeek([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
            return _queue.TryPeek(out item);
    }

    /// <summary>Tells whether the queue holds an item. O(<see cref="Count"/>).</summary>
    /// <param name="item">The item, compared by the default equality of its type.</param>
    /// <returns>Whether an equal item is there; false for an empty queue.</returns>
    public bool Contains(T item)
    {
        lock (_gate)
            return _queue.Contains(item);
    }

    /// <summary>Removes all items and keeps the capacity.</summary>
    public void Clear()
    {
        lock (_gate)
            _queue.Clear();
    }

    /// <summary>Makes room for a number of items in all.</summary>
    /// <param name="capacity">The items that must fit in without growing, from 0.</param>
    /// <returns>The capacity, at least what was asked for.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public int EnsureCapacity(int capacity)
    {
        lock (_gate)
            return _queue.EnsureCapacity(capacity);
    }

    /// <summary>Gives back memory that the items don't need, if that is more than a tenth.</summary>
    public void TrimExcess()
    {
        lock (_gate)
            _queue.TrimExcess();
    }

    /// <summary>Copies the items as they are at one moment.</summary>
    /// <returns>The items from the front on; an empty array when there are none.</returns>
    public T[] ToArray()
    {
        lock (_gate)
            return _queue.ToArray();
    }

    /// <summary>Copies the items as they are at one moment into an array.</summary>
    /// <param name="array">Where the items go, from the front on.</param>
    /// <param name="arrayIndex">The place of the first item, from 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="arrayIndex"/> is negative or beyond the array's end.</exception>
    /// <exception cref="ArgumentException">The items don't fit in.</exception>
    public void CopyTo(T[] array, int arrayIndex)
    {
        lock (_gate)
            _queue.CopyTo(array, arrayIndex);
    }

    void ICollection.CopyTo(Array array, int index)
    {
        lock (_gate)
            ((ICollection)_queue).CopyTo(array, index);
    }

    /// <summary>Enumerates the items as they are now; later changes are not seen and do no harm.</summary>
    /// <returns>An enumerator over a copy, from the front on; for an empty queue it ends at once.</returns>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SynchronizedQueue<T> Wrap(Queue<T> queue) => new(queue);
}
