using System.Collections;
using System.Diagnostics;

namespace ParallelCore.Collections;

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
                return ((IDictionary)_map)[key];
        }

        set
        {
            lock (_gate)
                ((IDictionary)_map)[key] = value;
        }
    }

    void IDictionary.Add(object key, object? value)
    {
        lock (_gate)
            ((IDictionary)_map).Add(key, value);
    }

    bool IDictionary.Contains(object key)
    {
        lock (_gate)
            return ((IDictionary)_map).Contains(key);
    }

    void IDictionary.Remove(object key)
    {
        lock (_gate)
            ((IDictionary)_map).Remove(key);
    }

    void ICollection.CopyTo(Array array, int index)
    {
        lock (_gate)
            ((ICollection)_map).CopyTo(array, index);
    }

    IDictionaryEnumerator IDictionary.GetEnumerator() => ((IDictionary)Snapshot()).GetEnumerator();
}
