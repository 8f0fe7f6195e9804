namespace ParallelCore.ModelTests.Checking;

/// <summary>The first-in first-out store buffer of one thread.</summary>
internal sealed class StoreBuffer(int depth)
{
    private readonly BufferedStore[] _entries = new BufferedStore[Math.Max(depth, 1)];
    private int _oldest;

    public int Count { get; private set; }

    /// <summary>The variables that have an entry.</summary>
    public ulong Mask { get; private set; }

    public bool IsFull => Count == depth;

    public ref readonly BufferedStore Oldest => ref _entries[_oldest];

    public void Clear()
    {
        Array.Clear(_entries);
        Count = 0;
        Mask = 0;
    }

    public void Add(in BufferedStore store)
    {
        _entries[(_oldest + Count++) % _entries.Length] = store;
        Mask |= store.Variable.Mask;
    }

    public BufferedStore RemoveOldest()
    {
        BufferedStore store = _entries[_oldest];
        _oldest = (_oldest + 1) % _entries.Length;
        Count--;
        Mask = 0;
        for (int i = 0; i < Count; i++)
            Mask |= _entries[(_oldest + i) % _entries.Length].Variable.Mask;
        return store;
    }

    /// <summary>The newest buffered value of a variable, as the buffer's own thread reads it.</summary>
    public bool TryForward(ModelVariable variable, out long value)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            ref BufferedStore entry = ref _entries[(_oldest + i) % _entries.Length];
            if (!ReferenceEquals(entry.Variable, variable))
                continue;
            value = entry.Value;
            return true;
        }
        value = 0;
        return false;
    }

    /// <summary>Adds the entries to a hash.</summary>
    public ulong Mix(ulong hash)
    {
        for (int i = 0; i < Count; i++)
        {
            ref BufferedStore entry = ref _entries[(_oldest + i) % _entries.Length];
            hash = Hash64.Mix(Hash64.Mix(Hash64.Mix(hash, (ulong)entry.Variable.Id), (ulong)entry.Value), entry.Released.Packed);
        }
        return hash;
    }
}
