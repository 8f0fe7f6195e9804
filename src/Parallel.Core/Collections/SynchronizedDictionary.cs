using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Collections;

/// <summary>
/// A <see cref="Dictionary{TKey, TValue}"/> that any number of threads may use at once: each method is one atomic step under one lock, also those
/// that a plain dictionary needs several calls for, and a factory runs exactly once.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <remarks>
/// <para><b>Thread safety:</b> any thread at any time; every member is linearizable, <see cref="Count"/> included. One monitor guards everything,
/// and <see cref="ICollection.SyncRoot"/> is that monitor. A thread that holds it, inside <see cref="Update(Action{Dictionary{TKey, TValue}})"/> or a
/// callback, may call any member again.</para>
/// <para><b>Callbacks</b> (factories, predicates, the comparer, and the values' <c>Equals</c> in
/// <see cref="TryUpdate"/> and those members of <see cref="ICollection{T}"/> that look for a pair) run under the lock: they must be short and must not
/// wait for another thread that uses this dictionary. One that throws leaves the dictionary as it was; only a comparer that throws within
/// <see cref="AddRange"/> or <see cref="RemoveAll"/> ends it half-way.</para>
/// <para><b>Snapshots:</b> enumeration, <see cref="Keys"/> and <see cref="Values"/> are copies made at the call: they never throw because of a
/// change and never show one. Someone else's method that reads <see cref="Count"/> and then copies, such as LINQ's <c>OrderBy</c>, takes two steps:
/// give it <see cref="ToArray"/>.</para>
/// <para><b>Errors</b> are those of <see cref="Dictionary{TKey, TValue}"/>, with its parameter names. <b>Order:</b> none is promised.
/// <b>Complexity:</b> that of <see cref="Dictionary{TKey, TValue}"/> plus an uncontended lock. Calls for one key allocate only to grow; what
/// returns a collection or enumerates allocates that, <see cref="RemoveAll"/> a list of what it removes, and <see cref="AddRange"/> a copy of anything
/// but an array. <b>Blocking:</b> members wait for the lock and for nothing else.</para>
/// <para>If many threads mostly write different keys, and a factory may run twice, <c>ConcurrentDictionary</c> scales better.</para>
/// </remarks>
/// <example><code>
/// var counts = new SynchronizedDictionary&lt;string, int&gt;(StringComparer.OrdinalIgnoreCase);
/// Parallel.ForEach(words, word => counts.AddOrUpdate(word, 1, static (_, count) => count + 1));
/// </code></example>
[DebuggerDisplay("Count = {_map.Count}")]
public sealed partial class SynchronizedDictionary<TKey, TValue> : IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>, IDictionary
    where TKey : notnull
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    private readonly Dictionary<TKey, TValue> _map;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly object _gate;

    /// <summary>Creates an empty dictionary.</summary>
    /// <param name="comparer">Decides which keys are equal; null for the default comparer. It runs under the lock.</param>
    public SynchronizedDictionary(IEqualityComparer<TKey>? comparer = null)
        : this(new Dictionary<TKey, TValue>(comparer), new object())
    {
    }

    /// <summary>Creates an empty dictionary with room for some pairs.</summary>
    /// <param name="capacity">How many pairs it holds before it grows, at least 0.</param>
    /// <param name="comparer">Decides which keys are equal; null for the default comparer. It runs under the lock.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public SynchronizedDictionary(int capacity, IEqualityComparer<TKey>? comparer = null)
        : this(new Dictionary<TKey, TValue>(capacity, comparer), new object())
    {
    }

    /// <summary>Creates a dictionary with copies of some pairs, such as those of another dictionary.</summary>
    /// <param name="collection">The pairs; none of them gives an empty dictionary.</param>
    /// <param name="comparer">Decides which keys are equal; null for the default comparer. It runs under the lock.</param>
    /// <exception cref="ArgumentNullException"><paramref name="collection"/> or one of its keys is null.</exception>
    /// <exception cref="ArgumentException">Two keys are equal.</exception>
    public SynchronizedDictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection, IEqualityComparer<TKey>? comparer = null)
        : this(new Dictionary<TKey, TValue>(collection, comparer), new object())
    {
    }

    private SynchronizedDictionary(Dictionary<TKey, TValue> map, object gate)
    {
        _map = map;
        _gate = gate;
    }

    /// <summary>How many pairs there are at this moment.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _map.Count;
            }
        }
    }

    /// <summary>What decides which keys are equal.</summary>
    public IEqualityComparer<TKey> Comparer => _map.Comparer;

    /// <summary>A snapshot of the keys, in the order of <see cref="Values"/> if nothing changes in between; it looks keys up with the same comparer.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Dictionary<TKey, TValue>.KeyCollection Keys => Snapshot().Keys;

    /// <summary>A snapshot of the values, in the order of <see cref="Keys"/> if nothing changes in between.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Dictionary<TKey, TValue>.ValueCollection Values => Snapshot().Values;

    ICollection<TKey> IDictionary<TKey, TValue>.Keys => Keys;

    ICollection<TValue> IDictionary<TKey, TValue>.Values => Values;

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;

    /// <summary>The value of a key. Setting it adds the key, or replaces its value. <c>map[key] += 1</c> is two steps: use
    /// <see cref="AddOrUpdate(TKey, TValue, Func{TKey, TValue, TValue})"/>.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="KeyNotFoundException">Reading, and the key isn't there.</exception>
    public TValue this[TKey key]
    {
        get
        {
            lock (_gate)
            {
                return _map[key];
            }
        }

        set
        {
            lock (_gate)
            {
                _map[key] = value;
            }
        }
    }

    /// <summary>Adds a key that isn't there yet.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="ArgumentException">The key is there already.</exception>
    public void Add(TKey key, TValue value)
    {
        lock (_gate)
        {
            _map.Add(key, value);
        }
    }

    /// <summary>Adds a key unless it is there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether it was added; if not, the key keeps its value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryAdd(TKey key, TValue value)
    {
        lock (_gate)
        {
            return _map.TryAdd(key, value);
        }
    }

    /// <summary>Reads the value of a key that may not be there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value, or the type's default if the key isn't there.</param>
    /// <returns>Whether the key is there.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            return _map.TryGetValue(key, out value);
        }
    }

    /// <summary>Whether a key is there.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether it is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool ContainsKey(TKey key)
    {
        lock (_gate)
        {
            return _map.ContainsKey(key);
        }
    }

    /// <summary>Removes a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool Remove(TKey key)
    {
        lock (_gate)
        {
            return _map.Remove(key);
        }
    }

    /// <summary>Removes everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _map.Clear();
        }
    }

    /// <summary>Copies the pairs as they are at this moment.</summary>
    /// <returns>A new array; an empty one if there are none.</returns>
    public KeyValuePair<TKey, TValue>[] ToArray()
    {
        lock (_gate)
        {
            if (_map.Count == 0)
            {
                return [];
            }

            var pairs = new KeyValuePair<TKey, TValue>[_map.Count];
            ((ICollection<KeyValuePair<TKey, TValue>>)_map).CopyTo(pairs, 0);
            return pairs;
        }
    }

    /// <summary>Copies the pairs as they are at this moment, in one step, which LINQ's method of that name doesn't.</summary>
    /// <returns>A new list; an empty one if there are none.</returns>
    public List<KeyValuePair<TKey, TValue>> ToList()
    {
        lock (_gate)
        {
            return [.. _map];
        }
    }

    /// <summary>Copies the dictionary as it is at this moment.</summary>
    /// <returns>A new plain dictionary with the same comparer; an empty one if this is.</returns>
    public Dictionary<TKey, TValue> Snapshot()
    {
        lock (_gate)
        {
            return new(_map, _map.Comparer);
        }
    }

    /// <summary>Enumerates a snapshot that is taken now.</summary>
    /// <returns>An enumerator of the copy.</returns>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => ((IEnumerable<KeyValuePair<TKey, TValue>>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Uses a collection itself, where a constructor would copy it.</summary>
    internal static SynchronizedDictionary<TKey, TValue> Wrap(Dictionary<TKey, TValue> map) => new(map, new object());

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item)
    {
        lock (_gate)
        {
            return ((ICollection<KeyValuePair<TKey, TValue>>)_map).Contains(item);
        }
    }

    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        lock (_gate)
        {
            ((ICollection<KeyValuePair<TKey, TValue>>)_map).CopyTo(array, arrayIndex);
        }
    }

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item)
    {
        lock (_gate)
        {
            return ((ICollection<KeyValuePair<TKey, TValue>>)_map).Remove(item);
        }
    }
}

/// <content>What code from before generics sees; each member takes the lock and leaves the checks to the wrapped dictionary.</content>
public sealed partial class SynchronizedDictionary<TKey, TValue>
{
    bool ICollection.IsSynchronized => true;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    object ICollection.SyncRoot => _gate;

    bool IDictionary.IsFixedSize => false;

    bool IDictionary.IsReadOnly => false;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    ICollection IDictionary.Keys => Keys;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    ICollection IDictionary.Values => Values;

    object? IDictionary.this[object key]
    {
        get
        {
            lock (_gate)
            {
                return ((IDictionary)_map)[key];
            }
        }

        set
        {
            lock (_gate)
            {
                ((IDictionary)_map)[key] = value;
            }
        }
    }

    void IDictionary.Add(object key, object? value)
    {
        lock (_gate)
        {
            ((IDictionary)_map).Add(key, value);
        }
    }

    bool IDictionary.Contains(object key)
    {
        lock (_gate)
        {
            return ((IDictionary)_map).Contains(key);
        }
    }

    void IDictionary.Remove(object key)
    {
        lock (_gate)
        {
            ((IDictionary)_map).Remove(key);
        }
    }

    void ICollection.CopyTo(Array array, int index)
    {
        lock (_gate)
        {
            ((ICollection)_map).CopyTo(array, index);
        }
    }

    IDictionaryEnumerator IDictionary.GetEnumerator() => ((IDictionary)Snapshot()).GetEnumerator();
}
