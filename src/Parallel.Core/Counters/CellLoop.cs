using System.Numerics;

namespace ParallelCore.Counters;

/// <summary>The updates that no single instruction does: read, compute, swap if nobody was faster, else again.</summary>
/// <remarks>Lock-free: a round is repeated only because another thread's succeeded. Nothing depends on a value's history, so one that comes back (ABA) does
/// no harm.</remarks>
internal static class CellLoop
{
    public static T Update<TCell, T, TBits>(ref TCell cell, Func<T, T> update)
        where TCell : struct, IValueCell<T, TBits>
    {
        ArgumentNullException.ThrowIfNull(update);
        while (true)
        {
            TBits seen = cell.ReadBits();
            T next = update(TCell.FromBits(seen));
            if (cell.TryReplace(seen, TCell.ToBits(next)))
            {
                return next;
            }
        }
    }

    public static T Add<TCell, T, TBits>(ref TCell cell, T value)
        where TCell : struct, IValueCell<T, TBits>
        where T : INumber<T>
    {
        while (true)
        {
            TBits seen = cell.ReadBits();
            T next = TCell.FromBits(seen) + value;
            if (cell.TryReplace(seen, TCell.ToBits(next)))
            {
                return next;
            }
        }
    }

    public static T Max<TCell, T, TBits>(ref TCell cell, T value)
        where TCell : struct, IValueCell<T, TBits>
        where T : INumber<T>
    {
        while (true)
        {
            TBits seen = cell.ReadBits();
            T next = T.Max(TCell.FromBits(seen), value);
            if (IsStored<TCell, T, TBits>(ref cell, seen, TCell.ToBits(next)))
            {
                return next;
            }
        }
    }

    public static T Min<TCell, T, TBits>(ref TCell cell, T value)
        where TCell : struct, IValueCell<T, TBits>
        where T : INumber<T>
    {
        while (true)
        {
            TBits seen = cell.ReadBits();
            T next = T.Min(TCell.FromBits(seen), value);
            if (IsStored<TCell, T, TBits>(ref cell, seen, TCell.ToBits(next)))
            {
                return next;
            }
        }
    }

    /// <summary>A bound is rarely passed: what is there already isn't written, so that other processors keep their copies of the line.</summary>
    private static bool IsStored<TCell, T, TBits>(ref TCell cell, TBits seen, TBits next)
        where TCell : struct, IValueCell<T, TBits> =>
        EqualityComparer<TBits>.Default.Equals(seen, next) || cell.TryReplace(seen, next);
}

/// <summary>One shared variable of type <typeparamref name="T"/>, held as <typeparamref name="TBits"/>, as far as the loops of <see cref="CellLoop"/> need
/// it.</summary>
/// <remarks>The bits, not the values, decide whether a variable has changed: NaN differs from itself, and 0.0 equals -0.0, which is another value.</remarks>
internal interface IValueCell<T, TBits>
{
    /// <summary>A load with acquire semantics, never torn.</summary>
    TBits ReadBits();

    /// <summary>Atomic compare-and-swap with a full fence; true when it stored <paramref name="next"/>.</summary>
    bool TryReplace(TBits seen, TBits next);

    static abstract TBits ToBits(T value);

    static abstract T FromBits(TBits bits);
}

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
}

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
}

/// <summary>A shared reference.</summary>
internal struct ReferenceCell<T>(T value) : IValueCell<T, T>
    where T : class?
{
    private T _value = value;

    public T Value
    {
        get => Volatile.Read(ref _value);
        set => Volatile.Write(ref _value, value);
    }

    public static T ToBits(T value) => value;

    public static T FromBits(T bits) => bits;

    public T ReadBits() => Volatile.Read(ref _value);

    public bool TryReplace(T seen, T next) => ReferenceEquals(Interlocked.CompareExchange(ref _value, next, seen), seen);

    public T Exchange(T value) => Interlocked.Exchange(ref _value, value);

    public T CompareExchange(T value, T comparand) => Interlocked.CompareExchange(ref _value, value, comparand);

    public bool TryCompareExchange(T value, T comparand) => TryReplace(ToBits(comparand), ToBits(value));

    public T Update(Func<T, T> update) => CellLoop.Update<ReferenceCell<T>, T, T>(ref this, update);
}
