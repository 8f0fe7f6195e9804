using System.Collections;
using System.Diagnostics;

namespace ParallelCore.Collections;

/// <summary>
/// A <see cref="List{T}"/> that any number of threads may use at once: each method is one atomic step under one lock, also those that a plain list
/// needs several calls for.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <remarks>
/// <para><b>Thread safety:</b> any thread at any time; every member is linearizable, <see cref="Count"/> included. One monitor guards everything,
/// and <see cref="ICollection.SyncRoot"/> is that monitor. A thread that holds it, inside <see cref="Update(Action{List{T}})"/> or a callback, may
/// call any member again. An index found by one call may be stale in the next: use one method, or
/// <see cref="Update{TResult}(Func{List{T}, TResult})"/>.</para>
/// <para><b>Callbacks</b> (predicates, factories, comparers, and the items' <c>Equals</c>) run under the lock: they must be short and must not wait
/// for another thread that uses this list. One that throws leaves the list as it was. One that changes the list itself makes
/// <see cref="RemoveAll"/> and the sorts throw; a search goes on with the changed list.</para>
/// <para><b>Snapshots:</b> enumeration goes over a copy made at the call: it never throws because of a change and never shows one. Someone else's
/// method that reads <see cref="Count"/> and then copies or indexes, such as LINQ's <c>Last</c>, <c>OrderBy</c> or <c>Select(...).ToArray()</c>, takes
/// several steps: give it <see cref="ToArray"/>.</para>
/// <para><b>Errors</b> are those of <see cref="List{T}"/>, with its parameter names. <b>Order:</b> that of the insertions.
/// <b>Complexity:</b> that of <see cref="List{T}"/> plus an uncontended lock. Calls for one item allocate only to grow; what returns a collection
/// or enumerates allocates that, the sorts and <see cref="RemoveAll"/> a copy of the list, and <see cref="AddRange"/> a copy of anything but an array.
/// <b>Blocking:</b> members wait for the lock and for nothing else.</para>
/// </remarks>
/// <example><code>
/// var primes = new SynchronizedList&lt;int&gt;();
/// Parallel.For(0, 1000, i =>
/// {
///     if (IsPrime(i))
///         primes.Add(i);
/// });
/// primes.Sort();
/// </code></example>
[DebuggerDisplay("Count = {_list.Count}")]
public sealed partial class SynchronizedList<T> : IList<T>, IReadOnlyList<T>, IList
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private readonly List<T> _list;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly object _gate;

    /// <summary>Creates an empty list.</summary>
    public SynchronizedList()
        : this([], new object())
    {
    }

    /// <summary>Creates an empty list with room for some items.</summary>
    /// <param name="capacity">How many items it holds before it grows, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public SynchronizedList(int capacity)
        : this(new List<T>(capacity), new object())
    {
    }

    /// <summary>Creates a list with copies of some items, in their order.</summary>
    /// <param name="collection">The items; none of them gives an empty list.</param>
    /// <exception cref="ArgumentNullException"><paramref name="collection"/> is null.</exception>
    public SynchronizedList(IEnumerable<T> collection)
        : this(Copy(collection), new object())
    {
    }

    private SynchronizedList(List<T> list, object gate)
    {
        _list = list;
        _gate = gate;
    }

    /// <summary>How many items there are at this moment.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _list.Count;
            }
        }
    }

    bool ICollection<T>.IsReadOnly => false;

    /// <summary>The item at a position. <c>list[i] += 1</c> is two steps: use <see cref="Update(int, Func{T, T})"/>.</summary>
    /// <param name="index">The position, from 0 to below <see cref="Count"/>.</param>
    /// <returns>The item.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is out of range.</exception>
    public T this[int index]
    {
        get
        {
            lock (_gate)
            {
                return _list[index];
            }
        }

        set
        {
            lock (_gate)
            {
                _list[index] = value;
            }
        }
    }

    /// <summary>Appends an item.</summary>
    /// <param name="item">The item.</param>
    public void Add(T item)
    {
        lock (_gate)
        {
            _list.Add(item);
        }
    }

    /// <summary>Inserts an item at a position; those from there on move up.</summary>
    /// <param name="index">The position, from 0 to <see cref="Count"/>.</param>
    /// <param name="item">The item.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is out of range.</exception>
    public void Insert(int index, T item)
    {
        lock (_gate)
        {
            _list.Insert(index, item);
        }
    }

    /// <summary>Removes the first item that equals a given one.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether there was one.</returns>
    public bool Remove(T item)
    {
        lock (_gate)
        {
            return _list.Remove(item);
        }
    }

    /// <summary>Removes the item at a position; those after it move down.</summary>
    /// <param name="index">The position, from 0 to below <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is out of range.</exception>
    public void RemoveAt(int index)
    {
        lock (_gate)
        {
            _list.RemoveAt(index);
        }
    }

    /// <summary>Removes everything; the capacity stays.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _list.Clear();
        }
    }

    /// <summary>Copies the items to a place in an array.</summary>
    /// <param name="array">The array, with room for them. <see cref="ToArray"/> always fits.</param>
    /// <param name="arrayIndex">Where the first one goes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="arrayIndex"/> is negative.</exception>
    /// <exception cref="ArgumentException"><paramref name="array"/> is too short.</exception>
    public void CopyTo(T[] array, int arrayIndex)
    {
        lock (_gate)
        {
            _list.CopyTo(array, arrayIndex);
        }
    }

    /// <summary>Copies the items as they are at this moment.</summary>
    /// <returns>A new array; an empty one if there are none.</returns>
    public T[] ToArray()
    {
        lock (_gate)
        {
            return _list.ToArray();
        }
    }

    /// <summary>Copies the items as they are at this moment, in one step, which LINQ's method of that name doesn't.</summary>
    /// <returns>A new list; an empty one if there are none.</returns>
    public List<T> ToList()
    {
        lock (_gate)
        {
            return new(_list);
        }
    }

    /// <summary>Enumerates a snapshot that is taken now.</summary>
    /// <returns>An enumerator of the copy.</returns>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Uses a collection itself, where a constructor would copy it.</summary>
    internal static SynchronizedList<T> Wrap(List<T> list) => new(list, new object());

    private static List<T> Copy(IEnumerable<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return new(ItemSnapshot.Of(collection));
    }
}

/// <content>What code from before generics sees; each member takes the lock and leaves the checks to the wrapped list.</content>
public sealed partial class SynchronizedList<T>
{
    bool ICollection.IsSynchronized => true;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    object ICollection.SyncRoot => _gate;

    bool IList.IsFixedSize => false;

    bool IList.IsReadOnly => false;

    object? IList.this[int index]
    {
        get
        {
            lock (_gate)
            {
                return ((IList)_list)[index];
            }
        }

        set
        {
            lock (_gate)
            {
                ((IList)_list)[index] = value;
            }
        }
    }

    int IList.Add(object? value)
    {
        lock (_gate)
        {
            return ((IList)_list).Add(value);
        }
    }

    bool IList.Contains(object? value)
    {
        lock (_gate)
        {
            return ((IList)_list).Contains(value);
        }
    }

    int IList.IndexOf(object? value)
    {
        lock (_gate)
        {
            return ((IList)_list).IndexOf(value);
        }
    }

    void IList.Insert(int index, object? value)
    {
        lock (_gate)
        {
            ((IList)_list).Insert(index, value);
        }
    }

    void IList.Remove(object? value)
    {
        lock (_gate)
        {
            ((IList)_list).Remove(value);
        }
    }

    void ICollection.CopyTo(Array array, int index)
    {
        lock (_gate)
        {
            ((ICollection)_list).CopyTo(array, index);
        }
    }
}
