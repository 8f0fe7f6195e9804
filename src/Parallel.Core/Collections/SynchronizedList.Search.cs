using System.Runtime.InteropServices;

namespace ParallelCore.Collections;

/// <content>Searching and sorting.</content>
public sealed partial class SynchronizedList<T>
{
    /// <summary>Whether an item is there, in O(n).</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether one equals it.</returns>
    public bool Contains(T item)
    {
        lock (_gate)
        {
            return _list.Contains(item);
        }
    }

    /// <summary>Finds the first item that equals a given one.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Its position at this moment, or -1.</returns>
    public int IndexOf(T item)
    {
        lock (_gate)
        {
            return _list.IndexOf(item);
        }
    }

    /// <summary>Finds the first item that meets a condition.</summary>
    /// <param name="match">The condition; runs under the lock.</param>
    /// <returns>The item, or the type's default if there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    public T? Find(Predicate<T> match)
    {
        lock (_gate)
        {
            return _list.Find(match);
        }
    }

    /// <summary>Finds the first item that meets a condition.</summary>
    /// <param name="match">The condition; runs under the lock.</param>
    /// <returns>Its position at this moment, or -1.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    public int FindIndex(Predicate<T> match)
    {
        lock (_gate)
        {
            return _list.FindIndex(match);
        }
    }

    /// <summary>Sorts the list. Not stable. O(n log n), with a copy of the items: a comparer that throws could otherwise lose some.</summary>
    /// <param name="comparer">The order; null for the items' own. It runs under the lock.</param>
    /// <exception cref="ArgumentException">The order contradicts itself and the sort notices: the list then stays as it was.</exception>
    /// <exception cref="InvalidOperationException">The items can't be compared, or comparing threw or changed the list: it then stays as it was.</exception>
    public void Sort(IComparer<T>? comparer = null)
    {
        lock (_gate)
        {
            List<T>.Enumerator unchanged = _list.GetEnumerator();
            var sorted = new List<T>(_list);
            sorted.Sort(comparer);
            unchanged.MoveNext(); // throws if a comparer changed the list
            CollectionsMarshal.AsSpan(sorted).CopyTo(CollectionsMarshal.AsSpan(_list));
            _list.Reverse(0, 0); // moves nothing, and tells those who go through the list that it changed
        }
    }

    /// <summary>Sorts the list. Not stable. O(n log n), with a copy of the items: a comparison that throws could otherwise lose some.</summary>
    /// <param name="comparison">The order; runs under the lock.</param>
    /// <exception cref="ArgumentNullException"><paramref name="comparison"/> is null.</exception>
    /// <exception cref="ArgumentException">The order contradicts itself and the sort notices: the list then stays as it was.</exception>
    /// <exception cref="InvalidOperationException">The comparison threw or changed the list: it then stays as it was.</exception>
    public void Sort(Comparison<T> comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        Sort(Comparer<T>.Create(comparison));
    }

    /// <summary>Turns the list round.</summary>
    public void Reverse()
    {
        lock (_gate)
        {
            _list.Reverse();
        }
    }
}
