using System.Numerics;

namespace ParallelCore.Sequences;

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
