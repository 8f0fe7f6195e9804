namespace ParallelCore.Counters;

/// <summary>A shared <see cref="int"/>.</summary>
internal struct Int32Cell(int value) : IValueCell<int, int>
{
    private int _value = value;

    public int Value
    {
        get => Volatile.Read(ref _value);
        set => Volatile.Write(ref _value, value);
    }

    public static int ToBits(int value) => value;

    public static int FromBits(int bits) => bits;

    public int ReadBits() => Volatile.Read(ref _value);

    public bool TryReplace(int seen, int next) => Interlocked.CompareExchange(ref _value, next, seen) == seen;

    public int Exchange(int value) => Interlocked.Exchange(ref _value, value);

    public int CompareExchange(int value, int comparand) => Interlocked.CompareExchange(ref _value, value, comparand);

    public bool TryCompareExchange(int value, int comparand) => TryReplace(ToBits(comparand), ToBits(value));

    public int Increment() => Interlocked.Increment(ref _value);

    public int Decrement() => Interlocked.Decrement(ref _value);

    public int Add(int value) => Interlocked.Add(ref _value, value);

    public int And(int value) => Interlocked.And(ref _value, value);

    public int Or(int value) => Interlocked.Or(ref _value, value);

    public int Max(int value) => CellLoop.Max<Int32Cell, int, int>(ref this, value);

    public int Min(int value) => CellLoop.Min<Int32Cell, int, int>(ref this, value);

    public int Update(Func<int, int> update) => CellLoop.Update<Int32Cell, int, int>(ref this, update);

    public int Update<TState>(TState state, Func<int, TState, int> update) => CellLoop.Update<Int32Cell, int, int, TState>(ref this, state, update);
}
