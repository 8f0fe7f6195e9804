using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <summary>
/// A <see cref="HashSet{T}"/> that any number of threads may use at once: each method is one atomic step under one lock, the set algebra included.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <remarks>
/// <para><b>Thread safety:</b> any thread at any time; every member is linearizable, <see cref="Count"/> included. One monitor guards everything. A
/// thread that holds it, inside <see cref="Update(Action{HashSet{T}})"/> or a callback, may call any member again.</para>
/// <para><b>Two sets:</b> the other argument of a set operation is read to the end before the lock is taken, so that two sets which are each combined
/// with the other can't deadlock; a change of the other set after that reading is not seen. Only arrays and plain <see cref="HashSet{T}"/>s, which have
/// no lock, are read under this one, without a copy.</para>
/// <para><b>Callbacks</b> (predicates and the comparer) run under the lock: they must be short and must not wait for another thread that uses this
/// set. One that throws leaves the set as it was; only a comparer that throws within an operation on many items ends it half-way.</para>
/// <para><b>Snapshots:</b> enumeration goes over a copy made at the call: it never throws because of a change and never shows one. Someone else's
/// method that reads <see cref="Count"/> and then copies, such as LINQ's <c>OrderBy</c>, takes two steps: give it <see cref="ToArray"/>.</para>
/// <para><b>Errors</b> are those of <see cref="HashSet{T}"/>, with its parameter names. <b>Order:</b> none is promised. <b>Complexity:</b> that of
/// <see cref="HashSet{T}"/> plus an uncontended lock. Calls for one item allocate only to grow; what returns a collection or enumerates allocates
/// that, <see cref="RemoveWhere"/> a list of what it removes, and an operation with another collection a copy of that, unless it is an array or a plain
/// <see cref="HashSet{T}"/>, and what the plain set's own allocates. <b>Blocking:</b> members wait for the lock and for nothing else.</para>
/// </remarks>
/// <example><code>
/// var seen = new SynchronizedSet&lt;string&gt;(StringComparer.OrdinalIgnoreCase);
/// Parallel.ForEach(addresses, address =>
/// {
///     if (seen.Add(address)) // true for exactly one thread
///         Visit(address);
/// });
/// </code></example>
[DebuggerDisplay("Count = {_set.Count}")]
public sealed partial class SynchronizedSet<T> : ISet<T>, IReadOnlySet<T>
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private readonly HashSet<T> _set;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly object _gate;

    /// <summary>Creates an empty set.</summary>
    /// <param name="comparer">Decides which items are equal; null for the default comparer. It runs under the lock.</param>
    public SynchronizedSet(IEqualityComparer<T>? comparer = null)
        : this(new HashSet<T>(comparer), new object())
    {
    }

    /// <summary>Creates an empty set with room for some items.</summary>
    /// <param name="capacity">How many items it holds before it grows, at least 0.</param>
    /// <param name="comparer">Decides which items are equal; null for the default comparer. It runs under the lock.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public SynchronizedSet(int capacity, IEqualityComparer<T>? comparer = null)
        : this(new HashSet<T>(capacity, comparer), new object())
    {
    }

    /// <summary>Creates a set with copies of some items; of equal ones the first counts.</summary>
    /// <param name="collection">The items; none of them gives an empty set.</param>
    /// <param name="comparer">Decides which items are equal; null for the default comparer. It runs under the lock.</param>
    /// <exception cref="ArgumentNullException"><paramref name="collection"/> is null.</exception>
    public SynchronizedSet(IEnumerable<T> collection, IEqualityComparer<T>? comparer = null)
        : this(new HashSet<T>(collection, comparer), new object())
    {
    }

    private SynchronizedSet(HashSet<T> set, object gate)
    {
        _set = set;
        _gate = gate;
    }

    /// <summary>How many items there are at this moment.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _set.Count;
            }
        }
    }

    /// <summary>What decides which items are equal.</summary>
    public IEqualityComparer<T> Comparer => _set.Comparer;

    bool ICollection<T>.IsReadOnly => false;

    /// <summary>Adds an item unless one that equals it is there.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether it was added: true for exactly one of several threads that add equal items.</returns>
    public bool Add(T item)
    {
        lock (_gate)
        {
            return _set.Add(item);
        }
    }

    /// <summary>Whether an item is there.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether one equals it.</returns>
    public bool Contains(T item)
    {
        lock (_gate)
        {
            return _set.Contains(item);
        }
    }

    /// <summary>Finds the item of the set that equals a given one.</summary>
    /// <param name="equalValue">The item to look for.</param>
    /// <param name="actualValue">The one that the set has, or the type's default if there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetValue(T equalValue, [MaybeNullWhen(false)] out T actualValue)
    {
        lock (_gate)
        {
            return _set.TryGetValue(equalValue, out actualValue);
        }
    }

    /// <summary>Removes an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(T item)
    {
        lock (_gate)
        {
            return _set.Remove(item);
        }
    }

    /// <summary>Removes everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _set.Clear();
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
            _set.CopyTo(array, arrayIndex);
        }
    }

    /// <summary>Copies the items as they are at this moment.</summary>
    /// <returns>A new array; an empty one if there are none.</returns>
    public T[] ToArray()
    {
        lock (_gate)
        {
            if (_set.Count == 0)
            {
                return [];
            }

            var items = new T[_set.Count];
            _set.CopyTo(items);
            return items;
        }
    }

    /// <summary>Copies the items as they are at this moment, in one step, which LINQ's method of that name doesn't.</summary>
    /// <returns>A new list; an empty one if there are none.</returns>
    public List<T> ToList()
    {
        lock (_gate)
        {
            return [.. _set];
        }
    }

    /// <summary>Copies the set as it is at this moment.</summary>
    /// <returns>A new plain set with the same comparer; an empty one if this is.</returns>
    public HashSet<T> Snapshot()
    {
        lock (_gate)
        {
            return new(_set, _set.Comparer);
        }
    }

    /// <summary>Enumerates a snapshot that is taken now.</summary>
    /// <returns>An enumerator of the copy.</returns>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Uses a collection itself, where a constructor would copy it.</summary>
    internal static SynchronizedSet<T> Wrap(HashSet<T> set) => new(set, new object());

    void ICollection<T>.Add(T item) => Add(item);
}
