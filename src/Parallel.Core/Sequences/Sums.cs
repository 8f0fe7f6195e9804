using System.Numerics;

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

    private static bool IsSmallInteger<T>() => typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(short) || typeof(T) == typeof(ushort)
        || typeof(T) == typeof(sbyte) || typeof(T) == typeof(byte) || typeof(T) == typeof(char);

    private static bool IsLargeInteger<T>() => typeof(T) == typeof(long) || typeof(T) == typeof(ulong) || typeof(T) == typeof(nint) || typeof(T) == typeof(nuint);
}
