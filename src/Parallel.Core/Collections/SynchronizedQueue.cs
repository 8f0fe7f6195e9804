using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <summary>A <see cref="Queue{T}"/> that any number of threads may use at once: first in, first out, with check-then-act as single methods.</summary>
/// <typeparam name="T">The type of the items; null is an item like any other.</typeparam>
/// <remarks>
/// <b>Thread safety:</b> every member is atomic; what it returns was true at one moment during the call. Enumerating and
/// <see cref="ToArray"/> work on a snapshot, so a loop over the queue never fails because somebody changes it, and doesn't see the change. <b>Order:</b> items
/// leave in the order in which they arrived. <b>Complexity:</b> that of <see cref="Queue{T}"/> plus one lock. Adding and removing single items allocates
/// nothing while the capacity suffices. What returns an array or enumerates allocates one, <see cref="RemoveAll"/> one of what stays, and what takes items
/// a copy of them, unless they are an array. <b>Blocking:</b> a call waits while another thread is inside; none waits for an item to arrive.
/// <para>
/// Predicates, the items' <see cref="object.Equals(object)"/> and what is passed to <see cref="Update(Action{Queue{T}})"/> run while the lock is held: keep
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
            {
                return _queue.Count;
            }
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
        {
            _queue.Enqueue(item);
        }
    }

    /// <summary>Removes the item at the front.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">The queue is empty. <see cref="TryDequeue"/> is what threads that share a queue need.</exception>
    public T Dequeue()
    {
        lock (_gate)
        {
            return _queue.Dequeue();
        }
    }

    /// <summary>Removes the item at the front, if there is one.</summary>
    /// <param name="item">The item; the default when the queue is empty.</param>
    /// <returns>False when the queue is empty.</returns>
    public bool TryDequeue([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
        {
            return _queue.TryDequeue(out item);
        }
    }

    /// <summary>Reads the item at the front and leaves it there.</summary>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public T Peek()
    {
        lock (_gate)
        {
            return _queue.Peek();
        }
    }

    /// <summary>Reads the item at the front and leaves it there, if there is one.</summary>
    /// <param name="item">The item; the default when the queue is empty.</param>
    /// <returns>False when the queue is empty.</returns>
    public bool TryPeek([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
        {
            return _queue.TryPeek(out item);
        }
    }

    /// <summary>Tells whether the queue holds an item. O(<see cref="Count"/>).</summary>
    /// <param name="item">The item, compared by the default equality of its type.</param>
    /// <returns>Whether an equal item is there; false for an empty queue.</returns>
    public bool Contains(T item)
    {
        lock (_gate)
        {
            return _queue.Contains(item);
        }
    }

    /// <summary>Removes all items and keeps the capacity.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _queue.Clear();
        }
    }

    /// <summary>Copies the items as they are at one moment.</summary>
    /// <returns>The items from the front on; an empty array when there are none.</returns>
    public T[] ToArray()
    {
        lock (_gate)
        {
            return _queue.ToArray();
        }
    }

    void ICollection.CopyTo(Array array, int index)
    {
        lock (_gate)
        {
            ((ICollection)_queue).CopyTo(array, index);
        }
    }

    /// <summary>Enumerates the items as they are now; later changes are not seen and do no harm.</summary>
    /// <returns>An enumerator over a copy, from the front on; for an empty queue it ends at once.</returns>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SynchronizedQueue<T> Wrap(Queue<T> queue) => new(queue);
}

/// <content>What takes a plain queue several calls: each method is one step that nobody gets between.</content>
public sealed partial class SynchronizedQueue<T>
{
    /// <summary>Adds items at the end, with nobody else's between them.</summary>
    /// <param name="items">
    /// The items; may be empty, or the queue itself. They are read before the lock is taken: if that throws, nothing has been added.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public void EnqueueRange(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        T[] added = ItemSnapshot.Of(items);
        lock (_gate)
        {
            Append(added);
        }
    }

    /// <summary>Removes the item at the front if it meets a condition.</summary>
    /// <param name="match">The condition. Runs under the lock, at most once.</param>
    /// <param name="item">The item; the default when none was removed.</param>
    /// <returns>False when the queue is empty or its first item doesn't meet the condition.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> changed the queue.</exception>
    public bool TryDequeueIf(Predicate<T> match, [MaybeNullWhen(false)] out T item)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            Queue<T>.Enumerator items = _queue.GetEnumerator();
            if (items.MoveNext())
            {
                item = items.Current;
                bool matches = match(item);
                items.MoveNext(); // throws if the queue is no longer the one whose front was shown
                if (matches)
                {
                    _queue.Dequeue();
                    return true;
                }
            }

            item = default;
            return false;
        }
    }

    /// <summary>Removes up to a number of items from the front.</summary>
    /// <param name="max">The most items to remove, from 0.</param>
    /// <returns>The items in the order in which they arrived; an empty array when the queue is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="max"/> is negative.</exception>
    public T[] DequeueRange(int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        lock (_gate)
        {
            var taken = new T[Math.Min(max, _queue.Count)];
            for (int i = 0; i < taken.Length; i++)
            {
                taken[i] = _queue.Dequeue();
            }

            return taken;
        }
    }

    /// <summary>Removes all items.</summary>
    /// <returns>The items in the order in which they arrived; an empty array when there are none.</returns>
    public T[] Drain()
    {
        lock (_gate)
        {
            T[] all = _queue.ToArray();
            _queue.Clear();
            return all;
        }
    }

    /// <summary>Removes all items that meet a condition; the others keep their order. O(<see cref="Count"/>), and allocates as much.</summary>
    /// <param name="match">The condition. Runs under the lock, once for each item, from the front; if it throws, nothing is removed.</param>
    /// <returns>The number of items removed; 0 for an empty queue.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> changed the queue.</exception>
    public int RemoveAll(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            T[] kept = _queue.Where(item => !match(item)).ToArray();
            int removed = _queue.Count - kept.Length;
            if (removed > 0)
            {
                _queue.Clear();
                Append(kept);
            }

            return removed;
        }
    }

    /// <summary>Runs several steps as one.</summary>
    /// <param name="action">
    /// Gets the queue inside. Runs under the lock, so nobody else is in between. It must not let the queue escape, and must not be async: the lock
    /// ends with its first await.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Update(Action<Queue<T>> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            action(_queue);
        }
    }

    /// <summary>Runs several steps as one and returns their result.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="function">Gets the queue inside; the same rules as for <see cref="Update(Action{Queue{T}})"/> hold.</param>
    /// <returns>What <paramref name="function"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Update<TResult>(Func<Queue<T>, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
        {
            return function(_queue);
        }
    }

    /// <summary>Runs several steps as one, told what they need, so that they need not capture it.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">Passed on to <paramref name="action"/>.</param>
    /// <param name="action">Gets the queue inside; the same rules as for <see cref="Update(Action{Queue{T}})"/> hold.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Update<TState>(TState state, Action<Queue<T>, TState> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            action(_queue, state);
        }
    }

    /// <summary>Runs several steps as one, told what they need, and returns their result.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="state">Passed on to <paramref name="function"/>.</param>
    /// <param name="function">Gets the queue inside; the same rules as for <see cref="Update(Action{Queue{T}})"/> hold.</param>
    /// <returns>What <paramref name="function"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Update<TState, TResult>(TState state, Func<Queue<T>, TState, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
        {
            return function(_queue, state);
        }
    }

    private void Append(T[] items)
    {
        _queue.EnsureCapacity(_queue.Count + items.Length);
        foreach (T item in items)
        {
            _queue.Enqueue(item);
        }
    }
}
