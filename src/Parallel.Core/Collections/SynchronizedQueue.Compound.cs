using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

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
            Append(added);
    }

    /// <summary>Adds an item at the end unless the queue holds an equal one. O(<see cref="Count"/>).</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether it was added.</returns>
    public bool EnqueueIfAbsent(T item)
    {
        lock (_gate)
        {
            if (_queue.Contains(item))
                return false;
            _queue.Enqueue(item);
            return true;
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
        return TryDequeueIf(match, static (item, match) => match(item), out item);
    }

    /// <summary>Removes the item at the front if it meets a condition that is told what it needs, so that it need not capture it.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">Passed on to <paramref name="match"/>.</param>
    /// <param name="match">The condition. Runs under the lock, at most once.</param>
    /// <param name="item">The item; the default when none was removed.</param>
    /// <returns>False when the queue is empty or its first item doesn't meet the condition.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> changed the queue.</exception>
    public bool TryDequeueIf<TState>(TState state, Func<T, TState, bool> match, [MaybeNullWhen(false)] out T item)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            Queue<T>.Enumerator items = _queue.GetEnumerator();
            if (items.MoveNext())
            {
                item = items.Current;
                bool matches = match(item, state);
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
            DrainTo(taken);
            return taken;
        }
    }

    /// <summary>Removes items from the front into memory of the caller, as many as there are and fit. Allocates nothing.</summary>
    /// <param name="destination">Where the items go, from its start, in the order in which they arrived; what isn't needed is left as it is.</param>
    /// <returns>The number of items removed; 0 when the queue or the destination is empty.</returns>
    public int DrainTo(Span<T> destination)
    {
        lock (_gate)
        {
            int count = Math.Min(destination.Length, _queue.Count);
            for (int i = 0; i < count; i++)
                destination[i] = _queue.Dequeue();
            return count;
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

    /// <summary>Replaces all items by others.</summary>
    /// <param name="items">
    /// The new items, the first to leave first; may be empty. They are read before the lock is taken: if that throws, nothing has changed.
    /// </param>
    /// <returns>The items there were, in the order in which they arrived; an empty array when there were none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public T[] ExchangeAll(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        T[] added = ItemSnapshot.Of(items);
        lock (_gate)
        {
            T[] previous = _queue.ToArray();
            _queue.EnsureCapacity(added.Length);
            _queue.Clear();
            Append(added);
            return previous;
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
    public void Locked(Action<Queue<T>> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
            action(_queue);
    }

    /// <summary>Runs several steps as one and returns their result.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="function">Gets the queue inside; the same rules as for <see cref="Locked(Action{Queue{T}})"/> hold.</param>
    /// <returns>What <paramref name="function"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Locked<TResult>(Func<Queue<T>, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
            return function(_queue);
    }

    /// <summary>Runs several steps as one, told what they need, so that they need not capture it.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">Passed on to <paramref name="action"/>.</param>
    /// <param name="action">Gets the queue inside; the same rules as for <see cref="Locked(Action{Queue{T}})"/> hold.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Locked<TState>(TState state, Action<Queue<T>, TState> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
            action(_queue, state);
    }

    /// <summary>Runs several steps as one, told what they need, and returns their result.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="state">Passed on to <paramref name="function"/>.</param>
    /// <param name="function">Gets the queue inside; the same rules as for <see cref="Locked(Action{Queue{T}})"/> hold.</param>
    /// <returns>What <paramref name="function"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Locked<TState, TResult>(TState state, Func<Queue<T>, TState, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
            return function(_queue, state);
    }

    private void Append(T[] items)
    {
        _queue.EnsureCapacity(_queue.Count + items.Length);
        foreach (T item in items)
            _queue.Enqueue(item);
    }
}
