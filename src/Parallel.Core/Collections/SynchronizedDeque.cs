using System.Collections;
using System.Diagnostics;

namespace ParallelCore.Collections;

/// <summary>
/// A double-ended queue that any number of threads may use at once, with an optional greatest length: what is added to a full one pushes out an item at the
/// other end. Python's <c>collections.deque</c> for .NET.
/// </summary>
/// <typeparam name="T">The type of the items; null is an item like any other.</typeparam>
/// <remarks>
/// <b>Thread safety:</b> every member is atomic; what it returns was true at one moment during the call. Enumerating and
/// <see cref="ToArray"/> work on a snapshot, so a loop over the deque never fails because somebody changes it, and doesn't see the change. <b>Order:</b> from
/// the first item to the last. <b>Complexity:</b> both ends and the indexer are O(1) plus one lock; they allocate only to grow, so a deque with a
/// <see cref="MaxLength"/> soon never does. What returns an array or enumerates allocates one, <see cref="RemoveAll"/> one as well, and what takes items a
/// copy of them, unless they are an array. <b>Blocking:</b> a call waits while another thread is inside; none waits for an item to arrive or for room.
/// <para>
/// Predicates, the items' <see cref="object.Equals(object)"/> and what is passed to <see cref="Update(Action{SynchronizedDeque{T}})"/> run while the lock is
/// held: keep them short, and never wait in them for a thread that uses the deque. They may use the deque themselves, on the same thread. A predicate that
/// changes it makes the method that called it throw <see cref="InvalidOperationException"/> and do nothing more; the predicate's own change stays.
/// </para>
/// </remarks>
/// <example><code>
/// var latest = new SynchronizedDeque&lt;int&gt;(maxLength: 3);
/// for (int i = 0; i &lt; 10; i++)
///     latest.AddLast(i);
/// Console.WriteLine(string.Join(", ", latest)); // 7, 8, 9
/// </code></example>
[DebuggerDisplay("Count = {_deque.Count}")]
public sealed partial class SynchronizedDeque<T> : IReadOnlyList<T>, ICollection
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private readonly RingDeque<T> _deque;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly object _gate = new();

    /// <summary>Creates an empty deque.</summary>
    /// <param name="capacity">The items that fit in before it has to grow, from 0.</param>
    /// <param name="maxLength">The most items it ever holds, from 0; null for any number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> or <paramref name="maxLength"/> is negative.</exception>
    public SynchronizedDeque(int capacity = 0, int? maxLength = null) => _deque = new RingDeque<T>(capacity, maxLength);

    /// <summary>Creates a deque that holds copies of the items of a collection.</summary>
    /// <param name="collection">The items, the first at the front; may be empty. Of more than <paramref name="maxLength"/>, the last ones stay.</param>
    /// <param name="maxLength">The most items it ever holds, from 0; null for any number.</param>
    /// <exception cref="ArgumentNullException"><paramref name="collection"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLength"/> is negative.</exception>
    public SynchronizedDeque(IEnumerable<T> collection, int? maxLength = null)
    {
        ArgumentNullException.ThrowIfNull(collection);
        _deque = new RingDeque<T>(capacity: 0, maxLength);
        Append(ItemSnapshot.Of(collection));
    }

    /// <summary>The number of items.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _deque.Count;
            }
        }
    }

    /// <summary>The most items the deque ever holds; null for any number.</summary>
    public int? MaxLength => _deque.MaxLength;

    bool ICollection.IsSynchronized => true;

    /// <summary>The very lock that the members take.</summary>
    object ICollection.SyncRoot => _gate;

    /// <summary>The item at a position.</summary>
    /// <param name="index">The position from the front, from 0 to <see cref="Count"/> - 1. Other threads may move the items between two calls.</param>
    /// <returns>The item. An empty deque has no valid position.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the deque.</exception>
    public T this[int index]
    {
        get
        {
            lock (_gate)
            {
                return _deque[index];
            }
        }

        set
        {
            lock (_gate)
            {
                _deque[index] = value;
            }
        }
    }

    /// <summary>Adds an item in front. A full deque drops its last one.</summary>
    /// <param name="item">The item; with a <see cref="MaxLength"/> of 0 it is dropped itself.</param>
    public void AddFirst(T item)
    {
        lock (_gate)
        {
            _deque.AddFirst(item, out _);
        }
    }

    /// <summary>Adds an item at the end. A full deque drops its first one.</summary>
    /// <param name="item">The item; with a <see cref="MaxLength"/> of 0 it is dropped itself.</param>
    public void AddLast(T item)
    {
        lock (_gate)
        {
            _deque.AddLast(item, out _);
        }
    }

    /// <summary>Removes the first item.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">The deque is empty. <see cref="TryRemoveFirst"/> is what threads that share a deque need.</exception>
    public T RemoveFirst()
    {
        lock (_gate)
        {
            return _deque.RemoveFirst();
        }
    }

    /// <summary>Removes the last item.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">The deque is empty. <see cref="TryRemoveLast"/> is what threads that share a deque need.</exception>
    public T RemoveLast()
    {
        lock (_gate)
        {
            return _deque.RemoveLast();
        }
    }

    /// <summary>Reads the first item and leaves it there.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">The deque is empty.</exception>
    public T PeekFirst()
    {
        lock (_gate)
        {
            return _deque.PeekFirst();
        }
    }

    /// <summary>Reads the last item and leaves it there.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">The deque is empty.</exception>
    public T PeekLast()
    {
        lock (_gate)
        {
            return _deque.PeekLast();
        }
    }

    /// <summary>Removes the first item that equals another. O(<see cref="Count"/>).</summary>
    /// <param name="item">The item, compared by the default equality of its type.</param>
    /// <returns>False when there is none.</returns>
    public bool Remove(T item)
    {
        lock (_gate)
        {
            int index = _deque.IndexOf(item);
            if (index >= 0)
            {
                _deque.RemoveAt(index);
            }

            return index >= 0;
        }
    }

    /// <summary>Tells where an item is. O(<see cref="Count"/>).</summary>
    /// <param name="item">The item, compared by the default equality of its type.</param>
    /// <returns>The first position of an equal item, counted from the front; -1 when there is none.</returns>
    public int IndexOf(T item)
    {
        lock (_gate)
        {
            return _deque.IndexOf(item);
        }
    }

    /// <summary>Tells whether the deque holds an item. O(<see cref="Count"/>).</summary>
    /// <param name="item">The item, compared by the default equality of its type.</param>
    /// <returns>Whether an equal item is there; false for an empty deque.</returns>
    public bool Contains(T item)
    {
        lock (_gate)
        {
            return _deque.IndexOf(item) >= 0;
        }
    }

    /// <summary>Moves the last item to the front, as often as told. O(<see cref="Count"/>) at most; O(1) while the capacity is used up.</summary>
    /// <param name="steps">How often; negative moves the first item to the end instead. Any number: full turns cost nothing.</param>
    public void Rotate(int steps)
    {
        lock (_gate)
        {
            _deque.Rotate(steps);
        }
    }

    /// <summary>Turns the order of the items round, in place. O(<see cref="Count"/>).</summary>
    public void Reverse()
    {
        lock (_gate)
        {
            _deque.Reverse();
        }
    }

    /// <summary>Removes all items and keeps the capacity.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _deque.Clear();
        }
    }

    /// <summary>Copies the items as they are at one moment.</summary>
    /// <returns>The items from the front on; an empty array when there are none.</returns>
    public T[] ToArray()
    {
        lock (_gate)
        {
            return _deque.ToArray();
        }
    }

    void ICollection.CopyTo(Array array, int index)
    {
        lock (_gate)
        {
            _deque.CopyTo(array, index);
        }
    }

    /// <summary>Enumerates the items as they are now; later changes are not seen and do no harm.</summary>
    /// <returns>An enumerator over a copy, from the front on; for an empty deque it ends at once.</returns>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
