using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>What all handles of one value share: the value, its release, and how many hold it.</summary>
/// <remarks>
/// SOURCE: reference counting with "increment unless zero", as weak pointers of C++ and Rust do it. ROLES: whoever has acquired gives back once, by
/// <see cref="Release"/> or <see cref="Abandon"/>; anybody may try to acquire. INVARIANTS: (1) the count is the number of those who have acquired and not given
/// back; (2) once 0, it stays 0: <see cref="TryAcquire"/> never counts up from there; (3) hence one call alone reaches 0, and that one owns the value.
/// ORDERING: counting is a full fence, so what holders did to the value happens before its release. PROGRESS: lock-free. WRAP: none; 64 bits outlast any
/// memory.
/// </remarks>
internal sealed class SharedValue<T>
    where T : class
{
    private readonly Action<T> _release;
    private AtomicCell _holders;
    private T? _value;

    /// <summary>The maker is the first holder.</summary>
    public SharedValue(T value, Action<T> release)
    {
        _value = value;
        _release = release;
        _holders.Write(1);
    }

    /// <summary>The value, or null once nobody holds it.</summary>
    public T? Value => Volatile.Read(ref _value);

    public long Holders => _holders.Read();

    public bool TryAcquire()
    {
        long seen = _holders.Read();
        while (seen != 0)
        {
            long found = _holders.CompareExchange(seen + 1, seen);
            if (found == seen)
                return true;
            seen = found;
        }

        return false;
    }

    /// <summary>Gives back, and releases the value if nobody else holds it. What the release throws passes through.</summary>
    public void Release()
    {
        if (TryTakeLast() is { } value)
            _release(value);
    }

    /// <summary>Gives back on a finalizer's behalf: the value isn't released, since its own finalizer may have run already. True when nobody else holds
    /// it.</summary>
    public bool Abandon() => TryTakeLast() is not null;

    /// <summary>Gives back; the last one gets the value, which garbage must not keep.</summary>
    private T? TryTakeLast()
    {
        if (_holders.Add(-1) != 0)
            return null;
        T? value = _value;
        Volatile.Write(ref _value, null);
        return value;
    }
}
