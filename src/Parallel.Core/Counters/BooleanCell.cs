namespace ParallelCore.Counters;

/// <summary>A shared <see cref="bool"/>, held as 0 or 1 because .NET 8 swaps nothing smaller than an <see cref="int"/>.</summary>
internal struct BooleanCell(bool value) : IValueCell<bool, int>
{
    private int _bits = ToBits(value);

    public bool Value
    {
        get => FromBits(ReadBits());
        set => Volatile.Write(ref _bits, ToBits(value));
    }

    public static int ToBits(bool value) => value ? 1 : 0;

    public static bool FromBits(int bits) => bits != 0;

    public int ReadBits() => Volatile.Read(ref _bits);

    public bool TryReplace(int seen, int next) => Interlocked.CompareExchange(ref _bits, next, seen) == seen;

    public bool Exchange(bool value) => FromBits(Interlocked.Exchange(ref _bits, ToBits(value)));

    public bool CompareExchange(bool value, bool comparand) => FromBits(Interlocked.CompareExchange(ref _bits, ToBits(value), ToBits(comparand)));

    public bool TryCompareExchange(bool value, bool comparand) => TryReplace(ToBits(comparand), ToBits(value));

    public bool TrySwitchTo(bool value) => Value != value && TryReplace(ToBits(!value), ToBits(value));

    public bool Toggle() => CellLoop.Update<BooleanCell, bool, int>(ref this, static value => !value);
}
