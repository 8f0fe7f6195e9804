using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <content>What takes a plain set several calls: each method is one atomic step.</content>
public sealed partial class SynchronizedSet<T>
{
    /// <summary>Adds the items of another collection that aren't there yet.</summary>
    /// <param name="collection">The items, read as in the set algebra; none of them changes nothing.</param>
    /// <returns>How many were added.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="collection"/> is null.</exception>
    public int AddRange(IEnumerable<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        IEnumerable<T> items = Read(collection);
        lock (_gate)
        {
            int before = _set.Count;
            _set.UnionWith(items);
            return _set.Count - before;
        }
    }

    /// <summary>Finds the item of the set that equals a given one, and adds the given one if there is none: all callers get the same object.</summary>
    /// <param name="item">The item.</param>
    /// <returns>The one that the set has now.</returns>
    public T GetOrAdd(T item)
    {
        lock (_gate)
        {
            if (_set.TryGetValue(item, out T? actual))
            {
                return actual;
            }

            _set.Add(item);
            return item;
        }
    }

    /// <summary>Removes an item if the one that the set has meets a condition, and hands it out.</summary>
    /// <param name="equalValue">The item to look for.</param>
    /// <param name="match">Decides from the item of the set; runs under the lock, at most once. If it throws, nothing changes. If it puts another equal
    /// item there itself, its answer counts for that one too.</param>
    /// <param name="actualValue">The item that was removed, or the type's default if none was.</param>
    /// <returns>Whether one was there and is removed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    public bool TryRemoveIf(T equalValue, Predicate<T> match, [MaybeNullWhen(false)] out T actualValue)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            if (_set.TryGetValue(equalValue, out actualValue) && match(actualValue) && _set.TryGetValue(equalValue, out actualValue))
            {
                return _set.Remove(equalValue);
            }

            actualValue = default;
            return false;
        }
    }

    /// <summary>Removes the items that meet a condition.</summary>
    /// <param name="match">The condition; runs under the lock, once per item, before the first is removed. If it throws, nothing is removed.</param>
    /// <returns>How many were removed; 0 for an empty set.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> added an item.</exception>
    public int RemoveWhere(Predicate<T> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            List<T>? matched = null;
            foreach (T item in _set)
            {
                if (match(item))
                {
                    (matched ??= []).Add(item);
                }
            }

            if (matched is null)
            {
                return 0;
            }

            int removed = 0;
            foreach (T item in matched)
            {
                removed += _set.Remove(item) ? 1 : 0;
            }

            return removed;
        }
    }

    /// <summary>Removes everything and hands it out: each item goes to exactly one caller.</summary>
    /// <returns>The items; none if the set was empty.</returns>
    public T[] Drain()
    {
        lock (_gate)
        {
            T[] items = ToArray();
            _set.Clear();
            return items;
        }
    }

    /// <summary>Takes several steps under the lock.</summary>
    /// <param name="action">Gets the wrapped set, which it must not keep. Other threads wait while it runs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Update(Action<HashSet<T>> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            action(_set);
        }
    }

    /// <summary>Takes several steps under the lock and returns a result.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="function">Gets the wrapped set, which it must not keep or return. Other threads wait while it runs.</param>
    /// <returns>What the function returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Update<TResult>(Func<HashSet<T>, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
        {
            return function(_set);
        }
    }

    /// <summary>Takes several steps under the lock, with a state so that a static lambda will do.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">Handed to the action.</param>
    /// <param name="action">Gets the wrapped set, which it must not keep, and the state. Other threads wait while it runs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Update<TState>(TState state, Action<HashSet<T>, TState> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            action(_set, state);
        }
    }

    /// <summary>Takes several steps under the lock and returns a result, with a state so that a static lambda will do.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="state">Handed to the function.</param>
    /// <param name="function">Gets the wrapped set, which it must not keep or return, and the state. Other threads wait while it runs.</param>
    /// <returns>What the function returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Update<TState, TResult>(TState state, Func<HashSet<T>, TState, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
        {
            return function(_set, state);
        }
    }
}

/// <content>The set algebra; each method is one atomic step once the other argument is read.</content>
public sealed partial class SynchronizedSet<T>
{
    /// <summary>Adds the items of another collection that aren't there yet. <see cref="AddRange"/> also says how many.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public void UnionWith(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
        {
            _set.UnionWith(items);
        }
    }

    /// <summary>Removes the items that aren't in another collection.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public void IntersectWith(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
        {
            _set.IntersectWith(items);
        }
    }

    /// <summary>Removes the items that are in another collection.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public void ExceptWith(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
        {
            _set.ExceptWith(items);
        }
    }

    /// <summary>Removes the items that are in another collection, and adds those of it that weren't there.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public void SymmetricExceptWith(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
        {
            _set.SymmetricExceptWith(items);
        }
    }

    /// <summary>Whether every item is in another collection.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <returns>Whether it is; true for an empty set.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool IsSubsetOf(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
        {
            return _set.IsSubsetOf(items);
        }
    }

    /// <summary>Whether every item is in another collection, which has more.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <returns>Whether it is so; for an empty set, whether the other isn't empty.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool IsProperSubsetOf(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
        {
            return _set.IsProperSubsetOf(items);
        }
    }

    /// <summary>Whether every item of another collection is in the set.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <returns>Whether it is; true for an empty collection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool IsSupersetOf(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
        {
            return _set.IsSupersetOf(items);
        }
    }

    /// <summary>Whether every item of another collection is in the set, which has more.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <returns>Whether it is so; false for an empty set.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool IsProperSupersetOf(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
        {
            return _set.IsProperSupersetOf(items);
        }
    }

    /// <summary>Whether the set and another collection have an item in common.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <returns>Whether they do; false for an empty set.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool Overlaps(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
        {
            return _set.Overlaps(items);
        }
    }

    /// <summary>Whether the set and another collection have the same items, however often each.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <returns>Whether they have; for an empty set, whether the other is empty.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool SetEquals(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
        {
            return _set.SetEquals(items);
        }
    }

    /// <summary>The other argument in an object whose reading takes no lock; a plain set stays one, since asking it is faster than copying it.</summary>
    private static IEnumerable<T> Read(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other is SynchronizedSet<T> set ? set.Snapshot() : other.GetType() == typeof(HashSet<T>) ? other : ItemSnapshot.Of(other);
    }
}
