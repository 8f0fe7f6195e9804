using System.Numerics;

namespace ParallelCore.Sequences;

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
