using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <content>What would take several calls: each method is one step that nobody gets between.</content>
public sealed partial class SynchronizedDeque<T>
{
    /// <summary>Adds an item in front and tells what a full deque dropped for it.</summary>
    /// <param name="item">The item; with a <see cref="MaxLength"/> of 0 it is dropped itself.</param>
    /// <param name="dropped">The item that was dropped from the end; the default when there was room.</param>
    /// <returns>Whether an item was dropped.</returns>
    public bool AddFirst(T item, [MaybeNullWhen(false)] out T dropped)
    {
        lock (_gate)
        {
            return _deque.AddFirst(item, out dropped);
        }
    }

    /// <summary>Adds an item at the end and tells what a full deque dropped for it.</summary>
    /// <param name="item">The item; with a <see cref="MaxLength"/> of 0 it is dropped itself.</param>
    /// <param name="dropped">The item that was dropped from the front; the default when there was room.</param>
    /// <returns>Whether an item was dropped.</returns>
    public bool AddLast(T item, [MaybeNullWhen(false)] out T dropped)
    {
        lock (_gate)
        {
            return _deque.AddLast(item, out dropped);
        }
    }

    /// <summary>
    /// Adds items in front, one after the other, so that the last one ends up first (Python's <c>extendleft</c>), with nobody else's between them.
    /// </summary>
    /// <param name="items">
    /// The items; may be empty, or the deque itself. They are read before the lock is taken: if that throws, nothing has been added. Those too many for
    /// <see cref="MaxLength"/> drop items from the end.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public void AddRangeFirst(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        T[] added = ItemSnapshot.Of(items);
        lock (_gate)
        {
            _deque.MakeRoomFor(added.Length);
            foreach (T item in added)
            {
                _deque.AddFirst(item, out _);
            }
        }
    }

    /// <summary>Adds items at the end in their order (Python's <c>extend</c>), with nobody else's between them.</summary>
    /// <param name="items">
    /// The items; may be empty, or the deque itself. They are read before the lock is taken: if that throws, nothing has been added. Those too many for
    /// <see cref="MaxLength"/> drop items from the front.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public void AddRangeLast(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        T[] added = ItemSnapshot.Of(items);
        lock (_gate)
        {
            Append(added);
        }
    }

    /// <summary>Removes the first item, if there is one.</summary>
    /// <param name="item">The item; the default when the deque is empty.</param>
    /// <returns>False when the deque is empty.</returns>
    public bool TryRemoveFirst([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
        {
            bool isThere = _deque.Count > 0;
            item = isThere ? _deque.RemoveFirst() : default;
            return isThere;
        }
    }

    /// <summary>Removes the last item, if there is one.</summary>
    /// <param name="item">The item; the default when the deque is empty.</param>
    /// <returns>False when the deque is empty.</returns>
    public bool TryRemoveLast([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
        {
            bool isThere = _deque.Count > 0;
            item = isThere ? _deque.RemoveLast() : default;
            return isThere;
        }
    }

    /// <summary>Removes the first item if it meets a condition.</summary>
    /// <param name="match">The condition. Runs under the lock, at most once.</param>
    /// <param name="item">The item; the default when none was removed.</param>
    /// <returns>False when the deque is empty or its first item doesn't meet the condition.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> changed the deque.</exception>
    public bool TryRemoveFirstIf(Predicate<T> match, [MaybeNullWhen(false)] out T item)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            bool removes = _deque.Count > 0 && Matches(_deque.PeekFirst(), match);
            item = removes ? _deque.RemoveFirst() : default;
            return removes;
        }
    }

    /// <summary>Removes the last item if it meets a condition.</summary>
    /// <param name="match">The condition. Runs under the lock, at most once.</param>
    /// <param name="item">The item; the default when none was removed.</param>
    /// <returns>False when the deque is empty or its last item doesn't meet the condition.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> changed the deque.</exception>
    public bool TryRemoveLastIf(Predicate<T> match, [MaybeNullWhen(false)] out T item)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            bool removes = _deque.Count > 0 && Matches(_deque.PeekLast(), match);
            item = removes ? _deque.RemoveLast() : default;
            return removes;
        }
    }

    /// <summary>Removes all items.</summary>
    /// <returns>The items from the front on; an empty array when there are none.</returns>
    public T[] Drain()
    {
        lock (_gate)
        {
            T[] all = _deque.ToArray();
            _deque.Clear();
            return all;
        }
    }

    /// <summary>Removes all items that meet a condition; the others keep their order. O(<see cref="Count"/>), and allocates as much.</summary>
    /// <param name="match">The condition. Runs under the lock, once for each item, from the front; if it throws, nothing is removed.</param>
    /// <returns>The number of items removed; 0 for an empty deque.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> changed the deque.</exception>
    public int RemoveAll(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            return _deque.RemoveAll(match);
        }
    }

    /// <summary>Reads the first item and leaves it there, if there is one.</summary>
    /// <param name="item">The item; the default when the deque is empty.</param>
    /// <returns>False when the deque is empty.</returns>
    public bool TryPeekFirst([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
        {
            bool isThere = _deque.Count > 0;
            item = isThere ? _deque.PeekFirst() : default;
            return isThere;
        }
    }

    /// <summary>Reads the last item and leaves it there, if there is one.</summary>
    /// <param name="item">The item; the default when the deque is empty.</param>
    /// <returns>False when the deque is empty.</returns>
    public bool TryPeekLast([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
        {
            bool isThere = _deque.Count > 0;
            item = isThere ? _deque.PeekLast() : default;
            return isThere;
        }
    }

    /// <summary>Runs several steps as one.</summary>
    /// <param name="action">
    /// Gets this deque, and calls whatever it needs of it. Runs under the lock, so nobody else is in between. It must not be async: the lock ends with its
    /// first await.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Update(Action<SynchronizedDeque<T>> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            action(this);
        }
    }

    /// <summary>Runs several steps as one and returns their result.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="function">Gets this deque; the same rules as for <see cref="Update(Action{SynchronizedDeque{T}})"/> hold.</param>
    /// <returns>What <paramref name="function"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Update<TResult>(Func<SynchronizedDeque<T>, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
        {
            return function(this);
        }
    }

    /// <summary>Runs several steps as one, told what they need, so that they need not capture it.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">Passed on to <paramref name="action"/>.</param>
    /// <param name="action">Gets this deque; the same rules as for <see cref="Update(Action{SynchronizedDeque{T}})"/> hold.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Update<TState>(TState state, Action<SynchronizedDeque<T>, TState> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            action(this, state);
        }
    }

    /// <summary>Runs several steps as one, told what they need, and returns their result.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="state">Passed on to <paramref name="function"/>.</param>
    /// <param name="function">Gets this deque; the same rules as for <see cref="Update(Action{SynchronizedDeque{T}})"/> hold.</param>
    /// <returns>What <paramref name="function"/> returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Update<TState, TResult>(TState state, Func<SynchronizedDeque<T>, TState, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
        {
            return function(this, state);
        }
    }

    private bool Matches(T item, Predicate<T> match)
    {
        int version = _deque.Version;
        bool matches = match(item);
        _deque.ThrowIfChanged(version);
        return matches;
    }

    private void Append(T[] items)
    {
        _deque.MakeRoomFor(items.Length);
        foreach (T item in items)
        {
            _deque.AddLast(item, out _);
        }
    }
}
