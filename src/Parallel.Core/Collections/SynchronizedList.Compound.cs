using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ParallelCore.Collections;

/// <content>What takes a plain list several calls: each method is one atomic step.</content>
public sealed partial class SynchronizedList<T>
{
    /// <summary>Appends some items together: none of another thread's comes between them.</summary>
    /// <param name="collection">The items, read to the end before the lock is taken; none of them changes nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="collection"/> is null.</exception>
    public void AddRange(IEnumerable<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        T[] items = ItemSnapshot.Of(collection);
        lock (_gate)
        {
            _list.AddRange(items);
        }
    }

    /// <summary>Removes the items that meet a condition.</summary>
    /// <param name="match">The condition; runs under the lock, once per item in ascending order, before the first is removed. If it throws, nothing is
    /// removed.</param>
    /// <returns>How many were removed; 0 for an empty list.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> changed the list; what it did stays, and nothing else changes.</exception>
    public int RemoveAll(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            // Not List<T>.RemoveAll, which moves items while it asks: a match that throws half-way would leave some twice and others not at all.
            var kept = new List<T>(_list.Count);
            foreach (T item in _list)
            {
                if (!match(item))
                {
                    kept.Add(item);
                }
            }

            int removed = _list.Count - kept.Count;
            CollectionsMarshal.AsSpan(kept).CopyTo(CollectionsMarshal.AsSpan(_list));
            _list.RemoveRange(kept.Count, removed);
            return removed;
        }
    }

    /// <summary>Removes everything and hands it out: each item goes to exactly one caller.</summary>
    /// <returns>The items in their order; none if the list was empty.</returns>
    public T[] Drain()
    {
        lock (_gate)
        {
            T[] items = _list.ToArray();
            _list.Clear();
            return items;
        }
    }

    /// <summary>Appends an item unless one that equals it is there, in O(n). <see cref="SynchronizedSet{T}"/> does that in O(1).</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether it was added.</returns>
    public bool AddIfAbsent(T item)
    {
        lock (_gate)
        {
            if (_list.Contains(item))
            {
                return false;
            }

            _list.Add(item);
            return true;
        }
    }

    /// <summary>Finds the first item that meets a condition, and appends one if there is none. The factory runs under the lock, so that two threads
    /// never both append.</summary>
    /// <param name="match">The condition; runs under the lock.</param>
    /// <param name="factory">Makes the item; runs under the lock, at most once. If it throws, nothing is added. What it adds to the list itself stays,
    /// and its result is appended all the same.</param>
    /// <returns>The item that was found or added.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> or <paramref name="factory"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> changed the list.</exception>
    public T GetOrAdd(Predicate<T> match, Func<T> factory)
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentNullException.ThrowIfNull(factory);
        lock (_gate)
        {
            int index = FindUnchanged(match);
            if (index >= 0)
            {
                return _list[index];
            }

            T made = factory();
            _list.Add(made);
            return made;
        }
    }

    /// <summary>Reads the item at a position that may not be there.</summary>
    /// <param name="index">The position; any number.</param>
    /// <param name="item">The item, or the type's default if there is none.</param>
    /// <returns>Whether the list has that position.</returns>
    public bool TryGet(int index, [MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
        {
            bool found = (uint)index < (uint)_list.Count;
            item = found ? _list[index] : default;
            return found;
        }
    }

    /// <summary>Reads the last item, if there is one.</summary>
    /// <param name="item">The item, or the type's default if the list is empty.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetLast([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
        {
            return TryGet(_list.Count - 1, out item);
        }
    }

    /// <summary>Removes the item at a position that may not be there.</summary>
    /// <param name="index">The position; any number.</param>
    /// <param name="item">The item, or the type's default if there was none.</param>
    /// <returns>Whether the list had that position.</returns>
    public bool TryRemoveAt(int index, [MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
        {
            bool found = TryGet(index, out item);
            if (found)
            {
                _list.RemoveAt(index);
            }

            return found;
        }
    }

    /// <summary>Removes the last item, if there is one.</summary>
    /// <param name="item">The item, or the type's default if the list was empty.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryRemoveLast([MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
        {
            return TryRemoveAt(_list.Count - 1, out item);
        }
    }

    /// <summary>Removes the first item that meets a condition.</summary>
    /// <param name="match">The condition; runs under the lock. If it throws, nothing is removed.</param>
    /// <param name="item">The item, or the type's default if there was none.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> changed the list.</exception>
    public bool TryRemoveIf(Predicate<T> match, [MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
        {
            return TryRemoveAt(FindUnchanged(match), out item);
        }
    }

    /// <summary>Puts an item at a position and hands out the one that was there.</summary>
    /// <param name="index">The position, from 0 to below <see cref="Count"/>.</param>
    /// <param name="item">The new item.</param>
    /// <returns>The old item.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is out of range.</exception>
    public T Exchange(int index, T item)
    {
        lock (_gate)
        {
            T old = _list[index];
            _list[index] = item;
            return old;
        }
    }

    /// <summary>Computes the item at a position anew from the old one: what <c>list[i] = f(list[i])</c> would do, in one step.</summary>
    /// <param name="index">The position, from 0 to below <see cref="Count"/>.</param>
    /// <param name="update">Makes the new item from the old one; runs under the lock, once. If it throws, nothing changes. Its result is what that
    /// position has in the end, whatever it did to the list itself.</param>
    /// <returns>The new item.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is out of range, before the update or after it.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="update"/> is null.</exception>
    public T Update(int index, Func<T, T> update)
    {
        ArgumentNullException.ThrowIfNull(update);
        lock (_gate)
        {
            return _list[index] = update(_list[index]);
        }
    }

    /// <summary>Takes several steps under the lock.</summary>
    /// <param name="action">Gets the wrapped list, which it must not keep. Other threads wait while it runs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Update(Action<List<T>> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            action(_list);
        }
    }

    /// <summary>Takes several steps under the lock and returns a result.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="function">Gets the wrapped list, which it must not keep or return. Other threads wait while it runs.</param>
    /// <returns>What the function returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Update<TResult>(Func<List<T>, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
        {
            return function(_list);
        }
    }

    /// <summary>Takes several steps under the lock, with a state so that a static lambda will do.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">Handed to the action.</param>
    /// <param name="action">Gets the wrapped list, which it must not keep, and the state. Other threads wait while it runs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Update<TState>(TState state, Action<List<T>, TState> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            action(_list, state);
        }
    }

    /// <summary>Takes several steps under the lock and returns a result, with a state so that a static lambda will do.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="state">Handed to the function.</param>
    /// <param name="function">Gets the wrapped list, which it must not keep or return, and the state. Other threads wait while it runs.</param>
    /// <returns>What the function returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Update<TState, TResult>(TState state, Func<List<T>, TState, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
        {
            return function(_list, state);
        }
    }

    /// <summary>The position of the first match, which is only worth something if the match left the list alone.</summary>
    private int FindUnchanged(Predicate<T> match)
    {
        List<T>.Enumerator unchanged = _list.GetEnumerator();
        int index = _list.FindIndex(match);
        unchanged.MoveNext(); // throws if the list is another one now
        return index;
    }
}
