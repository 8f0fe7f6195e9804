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
            return _list.Contains(item);
    }

    /// <summary>Finds the first item that equals a given one.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Its position at this moment, or -1.</returns>
    public int IndexOf(T item)
    {
        lock (_gate)
            return _list.IndexOf(item);
    }

    /// <summary>Finds the last item that equals a given one.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Its position at this moment, or -1.</returns>
    public int LastIndexOf(T item)
    {
        lock (_gate)
            return _list.LastIndexOf(item);
    }

    /// <summary>Finds an item in a sorted list, by the items' own order, in O(log n).</summary>
    /// <param name="item">The item.</param>
    /// <returns>Its position at this moment, or the complement (<c>~</c>) of the position where it would have to be inserted.</returns>
    /// <exception cref="InvalidOperationException">The items can't be compared.</exception>
    public int BinarySearch(T item) => BinarySearch(item, null);

    /// <summary>Finds an item in a sorted list, in O(log n).</summary>
    /// <param name="item">The item.</param>
    /// <param name="comparer">The order that the list is sorted by; null for the items' own. It runs under the lock.</param>
    /// <returns>Its position at this moment, or the complement (<c>~</c>) of the position where it would have to be inserted.</returns>
    /// <exception cref="InvalidOperationException">The items can't be compared, or the comparer threw.</exception>
    public int BinarySearch(T item, IComparer<T>? comparer)
    {
        lock (_gate)
            return _list.BinarySearch(item, comparer);
    }

    /// <summary>Whether an item meets a condition.</summary>
    /// <param name="match">The condition; runs under the lock.</param>
    /// <returns>Whether one does; false for an empty list.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    public bool Exists(Predicate<T> match)
    {
        lock (_gate)
            return _list.Exists(match);
    }

    /// <summary>Whether every item meets a condition.</summary>
    /// <param name="match">The condition; runs under the lock.</param>
    /// <returns>Whether all do; true for an empty list.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    public bool TrueForAll(Predicate<T> match)
    {
        lock (_gate)
            return _list.TrueForAll(match);
    }

    /// <summary>Finds the first item that meets a condition.</summary>
    /// <param name="match">The condition; runs under the lock.</param>
    /// <returns>The item, or the type's default if there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    public T? Find(Predicate<T> match)
    {
        lock (_gate)
            return _list.Find(match);
    }

    /// <summary>Finds the last item that meets a condition.</summary>
    /// <param name="match">The condition; runs under the lock.</param>
    /// <returns>The item, or the type's default if there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    public T? FindLast(Predicate<T> match)
    {
        lock (_gate)
            return _list.FindLast(match);
    }

    /// <summary>Finds all items that meet a condition.</summary>
    /// <param name="match">The condition; runs under the lock.</param>
    /// <returns>A new plain list with them, in their order; an empty one if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    public List<T> FindAll(Predicate<T> match)
    {
        lock (_gate)
            return _list.FindAll(match);
    }

    /// <summary>Finds the first item that meets a condition.</summary>
    /// <param name="match">The condition; runs under the lock.</param>
    /// <returns>Its position at this moment, or -1.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    public int FindIndex(Predicate<T> match)
    {
        lock (_gate)
            return _list.FindIndex(match);
    }

    /// <summary>Finds the last item that meets a condition.</summary>
    /// <param name="match">The condition; runs under the lock.</param>
    /// <returns>Its position at this moment, or -1.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    public int FindLastIndex(Predicate<T> match)
    {
        lock (_gate)
            return _list.FindLastIndex(match);
    }

    /// <summary>Sorts the list by the items' own order. Not stable.</summary>
    /// <exception cref="ArgumentException">The order contradicts itself and the sort notices: the list then stays as it was.</exception>
    /// <exception cref="InvalidOperationException">The items can't be compared, or comparing threw or changed the list: it then stays as it was.</exception>
    public void Sort() => Sort(comparer: null);

    /// <summary>Sorts the list. Not stable. O(n log n), with a copy of the items: a comparer that throws could otherwise lose some.</summary>
    /// <param name="comparer">The order; null for the items' own. It runs under the lock.</param>
    /// <exception cref="ArgumentException">The order contradicts itself and the sort notices: the list then stays as it was.</exception>
    /// <exception cref="InvalidOperationException">The items can't be compared, or comparing threw or changed the list: it then stays as it was.</exception>
    public void Sort(IComparer<T>? comparer)
    {
        lock (_gate)
            Sort(0, _list.Count, comparer);
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

    /// <summary>Sorts a part of the list. Not stable. O(n log n), with a copy of the items: a comparer that throws could otherwise lose some.</summary>
    /// <param name="index">The position where the part starts, at least 0.</param>
    /// <param name="count">How many items it has, at least 0.</param>
    /// <param name="comparer">The order; null for the items' own. It runs under the lock.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> or <paramref name="count"/> is negative.</exception>
    /// <exception cref="ArgumentException">The list is too short, or the order contradicts itself and the sort notices.</exception>
    /// <exception cref="InvalidOperationException">The items can't be compared, or comparing threw or changed the list: it then stays as it was.</exception>
    public void Sort(int index, int count, IComparer<T>? comparer)
    {
        lock (_gate)
        {
            List<T>.Enumerator unchanged = _list.GetEnumerator();
            var sorted = new List<T>(_list);
            sorted.Sort(index, count, comparer);
            unchanged.MoveNext(); // throws if a comparer changed the list
            CollectionsMarshal.AsSpan(sorted).CopyTo(CollectionsMarshal.AsSpan(_list));
            _list.Reverse(0, 0); // moves nothing, and tells those who go through the list that it changed
        }
    }

    /// <summary>Turns the list round.</summary>
    public void Reverse()
    {
        lock (_gate)
            _list.Reverse();
    }

    /// <summary>Turns a part of the list round.</summary>
    /// <param name="index">The position where the part starts, at least 0.</param>
    /// <param name="count">How many items it has, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> or <paramref name="count"/> is negative.</exception>
    /// <exception cref="ArgumentException">The list is too short.</exception>
    public void Reverse(int index, int count)
    {
        lock (_gate)
            _list.Reverse(index, count);
    }
}
