using System.Collections;
using System.Diagnostics;

namespace ParallelCore.Collections;

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
                return ((IList)_list)[index];
        }

        set
        {
            lock (_gate)
                ((IList)_list)[index] = value;
        }
    }

    int IList.Add(object? value)
    {
        lock (_gate)
            return ((IList)_list).Add(value);
    }

    bool IList.Contains(object? value)
    {
        lock (_gate)
            return ((IList)_list).Contains(value);
    }

    int IList.IndexOf(object? value)
    {
        lock (_gate)
            return ((IList)_list).IndexOf(value);
    }

    void IList.Insert(int index, object? value)
    {
        lock (_gate)
            ((IList)_list).Insert(index, value);
    }

    void IList.Remove(object? value)
    {
        lock (_gate)
            ((IList)_list).Remove(value);
    }

    void ICollection.CopyTo(Array array, int index)
    {
        lock (_gate)
            ((ICollection)_list).CopyTo(array, index);
    }
}
