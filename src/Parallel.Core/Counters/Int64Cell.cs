namespace ParallelCore.Counters;

/// <summary>A shared <see cref="long"/>.</summary>
internal struct Int64Cell(long value) : IValueCell<long, long>
{
    private long _value = value;

    public long Value
    {
        get => Volatile.Read(ref _value);
        set => Volatile.Write(ref _value, value);
    }

    public static long ToBits(long value) => value;

    public static long FromBits(long bits) => bits;

    public long ReadBits() => Volatile.Read(ref _value);

    public bool TryReplace(long seen, long next) => Interlocked.CompareExchange(ref _value, next, seen) == seen;

    public long Exchange(long value) => Interlocked.Exchange(ref _value, value);

    public long CompareExchange(long value, long comparand) => Interlocked.CompareExchange(ref _value, value, comparand);

    public bool TryCompareExchange(long value, long comparand) => TryReplace(ToBits(comparand), ToBits(value));

    public long Increment() => Interlocked.Increment(ref _value);

    public long Decrement() => Interlocked.Decrement(ref _value);

    public long Add(long value) => Interlocked.Add(ref _value, value);

    public long And(long value) => Interlocked.And(ref _value, value);

    public long Or(long value) => Interlocked.Or(ref _value, value);

    public long Max(long value) => CellLoop.Max<Int64Cell, long, long>(ref this, value);

    public long Min(long value) => CellLoop.Min<Int64Cell, long, long>(ref this, value);

    public long Update(Func<long, long> update) => CellLoop.Update<Int64Cell, long, long>(ref this, update);

    public long Update<TState>(TState state, Func<long, TState, long> update) => CellLoop.Update<Int64Cell, long, long, TState>(ref this, state, update);
}
