namespace ParallelCore.Collections;

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
            _set.UnionWith(items);
    }

    /// <summary>Removes the items that aren't in another collection.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public void IntersectWith(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
            _set.IntersectWith(items);
    }

    /// <summary>Removes the items that are in another collection.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public void ExceptWith(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
            _set.ExceptWith(items);
    }

    /// <summary>Removes the items that are in another collection, and adds those of it that weren't there.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public void SymmetricExceptWith(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
            _set.SymmetricExceptWith(items);
    }

    /// <summary>Whether every item is in another collection.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <returns>Whether it is; true for an empty set.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool IsSubsetOf(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
            return _set.IsSubsetOf(items);
    }

    /// <summary>Whether every item is in another collection, which has more.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <returns>Whether it is so; for an empty set, whether the other isn't empty.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool IsProperSubsetOf(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
            return _set.IsProperSubsetOf(items);
    }

    /// <summary>Whether every item of another collection is in the set.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <returns>Whether it is; true for an empty collection.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool IsSupersetOf(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
            return _set.IsSupersetOf(items);
    }

    /// <summary>Whether every item of another collection is in the set, which has more.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <returns>Whether it is so; false for an empty set.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool IsProperSupersetOf(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
            return _set.IsProperSupersetOf(items);
    }

    /// <summary>Whether the set and another collection have an item in common.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <returns>Whether they do; false for an empty set.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool Overlaps(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
            return _set.Overlaps(items);
    }

    /// <summary>Whether the set and another collection have the same items, however often each.</summary>
    /// <param name="other">The other items; the type's remarks say when they are read.</param>
    /// <returns>Whether they have; for an empty set, whether the other is empty.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public bool SetEquals(IEnumerable<T> other)
    {
        IEnumerable<T> items = Read(other);
        lock (_gate)
            return _set.SetEquals(items);
    }

    /// <summary>The other argument in an object whose reading takes no lock; a plain set stays one, since asking it is faster than copying it.</summary>
    private static IEnumerable<T> Read(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other is SynchronizedSet<T> set ? set.Snapshot() : other.GetType() == typeof(HashSet<T>) ? other : ItemSnapshot.Of(other);
    }
}
