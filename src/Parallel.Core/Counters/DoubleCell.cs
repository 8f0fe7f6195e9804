namespace ParallelCore.Counters;

/// <summary>A shared <see cref="double"/>, held as its bits.</summary>
/// <remarks>As a <see cref="double"/>, a signalling NaN may change on its way through a register, and no compare-and-swap would ever find it again.</remarks>
internal struct DoubleCell(double value) : IValueCell<double, long>
{
    private long _bits = ToBits(value);

    public double Value
    {
        get => FromBits(ReadBits());
        set => Volatile.Write(ref _bits, ToBits(value));
    }

    public static long ToBits(double value) => BitConverter.DoubleToInt64Bits(value);

    public static double FromBits(long bits) => BitConverter.Int64BitsToDouble(bits);

    public long ReadBits() => Volatile.Read(ref _bits);

    public bool TryReplace(long seen, long next) => Interlocked.CompareExchange(ref _bits, next, seen) == seen;

    public double Exchange(double value) => FromBits(Interlocked.Exchange(ref _bits, ToBits(value)));

    public double CompareExchange(double value, double comparand) => FromBits(Interlocked.CompareExchange(ref _bits, ToBits(value), ToBits(comparand)));

    public bool TryCompareExchange(double value, double comparand) => TryReplace(ToBits(comparand), ToBits(value));

    public double Add(double value) => CellLoop.Add<DoubleCell, double, long>(ref this, value);

    public double Max(double value) => CellLoop.Max<DoubleCell, double, long>(ref this, value);

    public double Min(double value) => CellLoop.Min<DoubleCell, double, long>(ref this, value);

    public double Update(Func<double, double> update) => CellLoop.Update<DoubleCell, double, long>(ref this, update);

    public double Update<TState>(TState state, Func<double, TState, double> update) =>
        CellLoop.Update<DoubleCell, double, long, TState>(ref this, state, update);
}
