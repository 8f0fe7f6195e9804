using System.Numerics;

namespace ParallelCore.Sequences;

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
