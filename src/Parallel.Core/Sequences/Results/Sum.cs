using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ParallelCore.Sequences;

/// <summary>Which kernel adds up which numbers.</summary>
internal static class Sums
{
    public static T Sum<T>(Stage<T> source, Execution execution)
        where T : struct, INumber<T>
    {
        if (typeof(T) == typeof(double))
        {
            return T.CreateTruncating(Reduce<double, Lanes, double, DoubleKernel>(source, execution).Sum);
        }

        if (IsFloat<T>())
        {
            return T.CreateTruncating(Reduce<T, Lanes, double, FloatKernel<T>>(source, execution).Sum);
        }

        if (IsSmallInteger<T>())
        {
            return T.CreateChecked(Reduce<T, Int128, Int128, SmallIntegerKernel<T>>(source, execution).Sum);
        }

        return IsLargeInteger<T>()
            ? T.CreateChecked(Reduce<T, Int128, Int128, LargeIntegerKernel<T>>(source, execution).Sum)
            : Reduce<T, T, T, GenericKernel<T>>(source, execution).Sum;
    }

    public static double Average<T>(Stage<T> source, Execution execution)
        where T : struct, INumber<T> =>
        AverageOrNull(source, execution) ?? throw new InvalidOperationException("The sequence is empty.");

    public static double? AverageOrNull<T>(Stage<T> source, Execution execution)
        where T : struct, INumber<T>
    {
        (double sum, long count) = typeof(T) == typeof(double) ? Total(Reduce<double, Lanes, double, DoubleKernel>(source, execution))
            : IsFloat<T>() ? Total(Reduce<T, Lanes, double, FloatKernel<T>>(source, execution))
            : IsSmallInteger<T>() ? Total(Reduce<T, Int128, Int128, SmallIntegerKernel<T>>(source, execution))
            : IsLargeInteger<T>() ? Total(Reduce<T, Int128, Int128, LargeIntegerKernel<T>>(source, execution))
            : Total(Reduce<T, T, T, GenericKernel<T>>(source, execution));
        return count > 0 ? sum / count : null;
    }

    private static (double Sum, long Count) Total<TState>((TState Sum, long Count) state)
        where TState : INumber<TState> => (double.CreateTruncating(state.Sum), state.Count);

    private static (TState Sum, long Count) Reduce<T, TFold, TState, TKernel>(object source, Execution execution)
        where TKernel : ISumKernel<T, TFold, TState> =>
        new ReducePass<T, (TFold Sum, long Count), (TState Sum, long Count)>((Stage<T>)source, execution, new SumReduction<T, TFold, TState, TKernel>()).Reduce();

    private static bool IsFloat<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(Half) || typeof(T) == typeof(System.Runtime.InteropServices.NFloat);

    private static bool IsSmallInteger<T>() =>
        typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(short) || typeof(T) == typeof(ushort)
        || typeof(T) == typeof(sbyte) || typeof(T) == typeof(byte) || typeof(T) == typeof(char);

    private static bool IsLargeInteger<T>() =>
        typeof(T) == typeof(long) || typeof(T) == typeof(ulong) || typeof(T) == typeof(nint) || typeof(T) == typeof(nuint);
}

/// <summary>The sum of the items, and how many there are.</summary>
internal sealed class SumReduction<T, TFold, TState, TKernel> : Reduction<T, (TFold Sum, long Count), (TState Sum, long Count)>
    where TKernel : ISumKernel<T, TFold, TState>
{
    public override bool IsExact => TKernel.IsExact;

    public override int Few => TKernel.Few;

    public override (TFold Sum, long Count) Begin() => default;

    public override (TState Sum, long Count) End(in (TFold Sum, long Count) fold) => (TKernel.End(fold.Sum), fold.Count);

    public override (TState Sum, long Count) Of(ReadOnlySpan<T> items, Frame<(TFold Sum, long Count)> frame)
    {
        TFold sum = default!;
        TKernel.Add(ref sum, items);
        return (TKernel.End(sum), items.Length);
    }

    public override (TState Sum, long Count) Combine((TState Sum, long Count) left, (TState Sum, long Count) right) =>
        (TKernel.Combine(left.Sum, right.Sum), left.Count + right.Count);

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        ref (TFold Sum, long Count) state = ref Unsafe.As<Frame<(TFold Sum, long Count)>>(frame).State;
        TKernel.Add(ref state.Sum, items);
        state.Count += items.Length;
    }
}

/// <summary>How numbers of one kind are added up. The default of a state is the sum of nothing.</summary>
internal interface ISumKernel<T, TFold, TState>
{
    /// <summary>True when no addition rounds or overflows.</summary>
    static abstract bool IsExact { get; }

    /// <summary>See <see cref="Reduction{T, TFold, TState}.Few"/>.</summary>
    static abstract int Few { get; }

    /// <summary>Adds items to the state; the same state results however the items are spread over calls.</summary>
    static abstract void Add(ref TFold state, ReadOnlySpan<T> items);

    /// <summary>A chunk has ended.</summary>
    static abstract TState End(in TFold state);

    static abstract TState Combine(in TState left, in TState right);
}

/// <summary>Integers of up to 32 bits: those of a span in 64 bits, which so many can't overflow, and all of them in a sum that doesn't overflow.</summary>
internal readonly struct SmallIntegerKernel<T> : ISumKernel<T, Int128, Int128>
    where T : struct, INumberBase<T>
{
    public static bool IsExact => true;

    public static int Few => 0;

    public static void Add(ref Int128 state, ReadOnlySpan<T> items)
    {
        long a = 0;
        long b = 0;
        int i = 0;
        for (; i + 1 < items.Length; i += 2)
        {
            a += long.CreateTruncating(items[i]);
            b += long.CreateTruncating(items[i + 1]);
        }

        if (i < items.Length)
        {
            a += long.CreateTruncating(items[i]);
        }

        state += a + b;
    }

    public static Int128 End(in Int128 state) => state;

    public static Int128 Combine(in Int128 left, in Int128 right) => left + right;
}

/// <summary>Integers of 64 bits, in a sum that doesn't overflow: only the result may, whatever the order.</summary>
internal readonly struct LargeIntegerKernel<T> : ISumKernel<T, Int128, Int128>
    where T : struct, INumberBase<T>
{
    public static bool IsExact => true;

    public static int Few => 0;

    public static void Add(ref Int128 state, ReadOnlySpan<T> items)
    {
        Int128 sum = state;
        foreach (T item in items)
        {
            sum += Int128.CreateTruncating(item);
        }

        state = sum;
    }

    public static Int128 End(in Int128 state) => state;

    public static Int128 Combine(in Int128 left, in Int128 right) => left + right;
}

/// <summary>Floating-point numbers of less than 64 bits, added as doubles.</summary>
internal readonly struct FloatKernel<T> : ISumKernel<T, Lanes, double>
    where T : struct, INumberBase<T>
{
    public static bool IsExact => false;

    public static int Few => Lanes.Few;

    public static void Add(ref Lanes state, ReadOnlySpan<T> items)
    {
        int lane = state.Next;
        foreach (T item in items)
        {
            state.Sums[lane] += double.CreateTruncating(item);
            lane = (lane + 1) & (Lanes.Values.Count - 1);
        }

        state.Next = lane;
    }

    public static double End(in Lanes state) => state.Total;

    public static double Combine(in double left, in double right) => left + right;
}

/// <summary>Doubles, in eight interleaved sums, which vectors of any width add in the same way.</summary>
internal readonly struct DoubleKernel : ISumKernel<double, Lanes, double>
{
    public static bool IsExact => false;

    public static int Few => Lanes.Few;

    public static void Add(ref Lanes state, ReadOnlySpan<double> items)
    {
        if (state.Next != 0)
        {
            int missing = Math.Min(Lanes.Values.Count - state.Next, items.Length);
            AddFew(ref state, items[..missing]);
            items = items[missing..];
        }

        AddFew(ref state, items[AddRows(ref state, items)..]);
    }

    public static double End(in Lanes state) => state.Total;

    public static double Combine(in double left, in double right) => left + right;

    /// <summary>Adds less than a row.</summary>
    private static void AddFew(ref Lanes state, ReadOnlySpan<double> items)
    {
        int lane = state.Next;
        foreach (double item in items)
        {
            state.Sums[lane++] += item;
        }

        state.Next = lane % Lanes.Values.Count;
    }

    /// <summary>Adds as many whole rows of lanes as there are, and returns how many items that were.</summary>
    private static int AddRows(ref Lanes state, ReadOnlySpan<double> items)
    {
        int whole = items.Length - items.Length % Lanes.Values.Count;
        if (whole == 0)
        {
            return 0;
        }

        Span<double> sums = state.Sums;
        ReadOnlySpan<Row> rows = MemoryMarshal.Cast<double, Row>(items[..whole]);
        Row sum = MemoryMarshal.Cast<double, Row>(sums)[0];
        foreach (ref readonly Row row in rows)
        {
            sum = new Row { Low = sum.Low + row.Low, High = sum.High + row.High };
        }

        MemoryMarshal.Cast<double, Row>(sums)[0] = sum;
        return whole;
    }

    private struct Row
    {
        public Vector256<double> Low;
        public Vector256<double> High;
    }
}

/// <summary>Any other numbers, added with overflow checks if they have them.</summary>
internal readonly struct GenericKernel<T> : ISumKernel<T, T, T>
    where T : struct, INumberBase<T>
{
    public static bool IsExact => false;

    public static int Few => 0;

    public static void Add(ref T state, ReadOnlySpan<T> items)
    {
        T sum = state;
        foreach (T item in items)
        {
            sum = checked(sum + item);
        }

        state = sum;
    }

    public static T End(in T state) => state;

    public static T Combine(in T left, in T right) => checked(left + right);
}

/// <summary>Doubles, with what each addition rounds away kept beside the sum.</summary>
/// <remarks>SOURCE: Neumaier's variant of Kahan's summation (ZAMM 54, 1974); two such sums are combined in the same way.</remarks>
internal readonly struct CompensatedKernel : ISumKernel<double, (double Sum, double Lost), (double Sum, double Lost)>
{
    public static bool IsExact => false;

    public static int Few => 0;

    public static void Add(ref (double Sum, double Lost) state, ReadOnlySpan<double> items)
    {
        (double sum, double lost) = state;
        foreach (double item in items)
        {
            lost += Rounded(sum, item);
            sum += item;
        }

        state = (sum, lost);
    }

    public static (double Sum, double Lost) End(in (double Sum, double Lost) state) => state;

    public static (double Sum, double Lost) Combine(in (double Sum, double Lost) left, in (double Sum, double Lost) right) =>
        (left.Sum + right.Sum, left.Lost + right.Lost + Rounded(left.Sum, right.Sum));

    /// <summary>What a + b rounds away; nothing when the sum is no finite number.</summary>
    private static double Rounded(double a, double b)
    {
        double sum = a + b;
        double lost = Math.Abs(a) >= Math.Abs(b) ? a - sum + b : b - sum + a;
        return double.IsFinite(sum) ? lost : 0;
    }
}

/// <summary>A floating-point sum in eight parts: the k-th item goes to part k modulo 8, however wide the machine's vectors are and however the items
/// come.</summary>
internal struct Lanes
{
    /// <summary>So many numbers are added up in a few microseconds.</summary>
    public const int Few = 4096;

    public Values Sums;

    /// <summary>The part that the next item goes to.</summary>
    public int Next;

    /// <summary>Adds the parts in a fixed order.</summary>
    public readonly double Total =>
        ((Sums[0] + Sums[4]) + (Sums[2] + Sums[6])) + ((Sums[1] + Sums[5]) + (Sums[3] + Sums[7]));

    [InlineArray(Count)]
    internal struct Values
    {
        public const int Count = 8;

        private double _first;
    }
}
