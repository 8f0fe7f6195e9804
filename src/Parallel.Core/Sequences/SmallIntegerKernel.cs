using System.Numerics;

namespace ParallelCore.Sequences;

/// <summary>Integers of up to 32 bits, in a sum that can't overflow before there are 2^31 of them.</summary>
internal readonly struct SmallIntegerKernel<T> : ISumKernel<T, long, long>
    where T : struct, INumberBase<T>
{
    public static void Add(ref long state, ReadOnlySpan<T> items)
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

        state = checked(state + a + b);
    }

    public static long End(in long state) => state;

    public static long Combine(in long left, in long right) => checked(left + right);
}
