using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ParallelCore.Collections;

/// <content>What takes a plain dictionary several calls: each method is one atomic step.</content>
public sealed partial class SynchronizedDictionary<TKey, TValue>
{
    /// <summary>Reads the value of a key, and adds the key first if it isn't there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value to add.</param>
    /// <returns>The value that the key has now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public TValue GetOrAdd(TKey key, TValue value)
    {
        lock (_gate)
        {
            ref TValue? slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_map, key, out bool exists);
            if (!exists)
            {
                slot = value;
            }

            return slot!;
        }
    }

    /// <summary>
    /// Reads the value of a key, and adds the key first if it isn't there. The factory runs under the lock and therefore exactly once per key,
    /// unlike that of <c>ConcurrentDictionary</c>; meanwhile other threads wait.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="valueFactory">Makes the value from the key. If it throws, nothing is added. If it adds this very key itself, that value stays.</param>
    /// <returns>The value that the key has now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="valueFactory"/> is null.</exception>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> valueFactory)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        lock (_gate)
        {
            return _map.TryGetValue(key, out TValue? value) ? value : AddMade(key, valueFactory(key));
        }
    }

    /// <summary>
    /// Reads the value of a key, and adds the key first if it isn't there. The factory runs under the lock and therefore exactly once per key,
    /// unlike that of <c>ConcurrentDictionary</c>; meanwhile other threads wait.
    /// </summary>
    /// <typeparam name="TArg">The type of the argument.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="valueFactory">Makes the value from the key and the argument; a static lambda saves the closure. If it throws, nothing is added.
    /// If it adds this very key itself, that value stays.</param>
    /// <param name="factoryArgument">Handed to the factory.</param>
    /// <returns>The value that the key has now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="valueFactory"/> is null.</exception>
    public TValue GetOrAdd<TArg>(TKey key, Func<TKey, TArg, TValue> valueFactory, TArg factoryArgument)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        lock (_gate)
        {
            return _map.TryGetValue(key, out TValue? value) ? value : AddMade(key, valueFactory(key, factoryArgument));
        }
    }

    /// <summary>Adds a key, or computes its new value from the old one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="addValue">The value if the key isn't there.</param>
    /// <param name="updateValueFactory">Makes the new value from the key and the old one; runs under the lock, at most once. If it throws, nothing
    /// changes. Its result is what the key has in the end, whatever it did to the dictionary itself.</param>
    /// <returns>The value that the key has now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="updateValueFactory"/> is null.</exception>
    public TValue AddOrUpdate(TKey key, TValue addValue, Func<TKey, TValue, TValue> updateValueFactory)
    {
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        lock (_gate)
        {
            return _map[key] = _map.TryGetValue(key, out TValue? value) ? updateValueFactory(key, value) : addValue;
        }
    }

    /// <summary>Adds a key with a value that is made for it, or computes its new value from the old one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="addValueFactory">Makes the value from the key if it isn't there; runs under the lock, at most once.</param>
    /// <param name="updateValueFactory">Makes the new value from the key and the old one; runs under the lock, at most once. If a factory throws,
    /// nothing changes. Its result is what the key has in the end, whatever it did to the dictionary itself.</param>
    /// <returns>The value that the key has now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/>, <paramref name="addValueFactory"/> or <paramref name="updateValueFactory"/> is
    /// null.</exception>
    public TValue AddOrUpdate(TKey key, Func<TKey, TValue> addValueFactory, Func<TKey, TValue, TValue> updateValueFactory)
    {
        ArgumentNullException.ThrowIfNull(addValueFactory);
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        lock (_gate)
        {
            return _map[key] = _map.TryGetValue(key, out TValue? value) ? updateValueFactory(key, value) : addValueFactory(key);
        }
    }

    /// <summary>Adds a key with a value that is made for it, or computes its new value from the old one.</summary>
    /// <typeparam name="TArg">The type of the argument.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="addValueFactory">Makes the value from the key and the argument if the key isn't there; runs under the lock, at most once.</param>
    /// <param name="updateValueFactory">Makes the new value from the key, the old one and the argument; runs under the lock, at most once. If a factory
    /// throws, nothing changes. Its result is what the key has in the end, whatever it did to the dictionary itself.</param>
    /// <param name="factoryArgument">Handed to the factories.</param>
    /// <returns>The value that the key has now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/>, <paramref name="addValueFactory"/> or <paramref name="updateValueFactory"/> is
    /// null.</exception>
    public TValue AddOrUpdate<TArg>(
        TKey key,
        Func<TKey, TArg, TValue> addValueFactory,
        Func<TKey, TValue, TArg, TValue> updateValueFactory,
        TArg factoryArgument)
    {
        ArgumentNullException.ThrowIfNull(addValueFactory);
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        lock (_gate)
        {
            return _map[key] = _map.TryGetValue(key, out TValue? value)
                ? updateValueFactory(key, value, factoryArgument)
                : addValueFactory(key, factoryArgument);
        }
    }

    /// <summary>Adds the pairs whose key isn't there yet, in one step. Keys that are there keep their values; of equal keys the first counts.</summary>
    /// <param name="collection">The pairs, read to the end before the lock is taken; none of them changes nothing.</param>
    /// <returns>How many were added.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="collection"/> is null, or the <c>key</c> of a pair is, and then nothing is added.</exception>
    public int AddRange(IEnumerable<KeyValuePair<TKey, TValue>> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        KeyValuePair<TKey, TValue>[] pairs = ItemSnapshot.Of(collection);
        foreach ((TKey key, _) in pairs)
        {
            ArgumentNullException.ThrowIfNull(key);
        }

        lock (_gate)
        {
            int before = _map.Count;
            foreach ((TKey key, TValue value) in pairs)
            {
                _map.TryAdd(key, value);
            }

            return _map.Count - before;
        }
    }

    /// <summary>Replaces the value of a key if it is the expected one, by the value type's default equality, which runs under the lock.</summary>
    /// <param name="key">The key.</param>
    /// <param name="newValue">The new value.</param>
    /// <param name="comparisonValue">The value that the key must have.</param>
    /// <returns>Whether the key was there, had that value and has the new one now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryUpdate(TKey key, TValue newValue, TValue comparisonValue)
    {
        lock (_gate)
        {
            if (!_map.TryGetValue(key, out TValue? value) || !EqualityComparer<TValue>.Default.Equals(value, comparisonValue))
            {
                return false;
            }

            _map[key] = newValue;
            return true;
        }
    }

    /// <summary>Removes a key and hands out its value.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value that it had, or the type's default if it wasn't there.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryRemove(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            return _map.Remove(key, out value);
        }
    }

    /// <summary>Removes a key if its value meets a condition.</summary>
    /// <param name="key">The key.</param>
    /// <param name="match">Decides from the key and its value; runs under the lock, at most once. If it throws, nothing changes. If it puts another
    /// value there itself, its answer counts for that one too.</param>
    /// <param name="value">The value that was removed, or the type's default if none was.</param>
    /// <returns>Whether the key was there and is removed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="match"/> is null.</exception>
    public bool TryRemoveIf(TKey key, Func<TKey, TValue, bool> match, [MaybeNullWhen(false)] out TValue value)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            if (_map.TryGetValue(key, out value) && match(key, value))
            {
                return _map.Remove(key, out value);
            }

            value = default;
            return false;
        }
    }

    /// <summary>Removes the pairs that meet a condition.</summary>
    /// <param name="match">Decides from a key and its value; runs under the lock, once a pair, before the first is removed. If it throws, nothing is
    /// removed. If it puts another value somewhere itself, that key goes or stays by the value that it was asked about.</param>
    /// <returns>How many were removed; 0 for an empty dictionary.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="match"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="match"/> added a key.</exception>
    public int RemoveAll(Func<TKey, TValue, bool> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        lock (_gate)
        {
            List<TKey>? matched = null;
            foreach ((TKey key, TValue value) in _map)
            {
                if (match(key, value))
                {
                    (matched ??= []).Add(key);
                }
            }

            if (matched is null)
            {
                return 0;
            }

            int removed = 0;
            foreach (TKey key in matched)
            {
                removed += _map.Remove(key) ? 1 : 0;
            }

            return removed;
        }
    }

    /// <summary>Removes everything and hands it out: each pair goes to exactly one caller.</summary>
    /// <returns>The pairs; none if the dictionary was empty.</returns>
    public KeyValuePair<TKey, TValue>[] Drain()
    {
        lock (_gate)
        {
            KeyValuePair<TKey, TValue>[] pairs = ToArray();
            _map.Clear();
            return pairs;
        }
    }

    /// <summary>Takes several steps under the lock.</summary>
    /// <param name="action">Gets the wrapped dictionary, which it must not keep. Other threads wait while it runs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Update(Action<Dictionary<TKey, TValue>> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            action(_map);
        }
    }

    /// <summary>Takes several steps under the lock and returns a result.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="function">Gets the wrapped dictionary, which it must not keep or return. Other threads wait while it runs.</param>
    /// <returns>What the function returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Update<TResult>(Func<Dictionary<TKey, TValue>, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
        {
            return function(_map);
        }
    }

    /// <summary>Takes several steps under the lock, with a state so that a static lambda will do.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">Handed to the action.</param>
    /// <param name="action">Gets the wrapped dictionary, which it must not keep, and the state. Other threads wait while it runs.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Update<TState>(TState state, Action<Dictionary<TKey, TValue>, TState> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_gate)
        {
            action(_map, state);
        }
    }

    /// <summary>Takes several steps under the lock and returns a result, with a state so that a static lambda will do.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="state">Handed to the function.</param>
    /// <param name="function">Gets the wrapped dictionary, which it must not keep or return, and the state. Other threads wait while it runs.</param>
    /// <returns>What the function returns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    public TResult Update<TState, TResult>(TState state, Func<Dictionary<TKey, TValue>, TState, TResult> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        lock (_gate)
        {
            return function(_map, state);
        }
    }

    /// <summary>What a factory made, unless it added the key itself meanwhile.</summary>
    private TValue AddMade(TKey key, TValue made) => _map.TryAdd(key, made) ? made : _map[key];
}
