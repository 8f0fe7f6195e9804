using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ParallelCore.Sequences;

/// <summary>Doubles, in eight interleaved sums, which vectors of any width add in the same way.</summary>
internal readonly struct DoubleKernel : ISumKernel<double, Lanes>
{
    public static Lanes Zero => default;

    public static void Add(ref Lanes state, ReadOnlySpan<double> items)
    {
        while (state.Next != 0 && !items.IsEmpty)
        {
            AddOne(ref state, items[0]);
            items = items[1..];
        }

        items = items[AddWhole(ref state, items)..];
        foreach (double item in items)
        {
            AddOne(ref state, item);
        }
    }

    public static Lanes Combine(in Lanes left, in Lanes right)
    {
        Lanes sum = default;
        for (int lane = 0; lane < Lanes.Values.Count; lane++)
        {
            sum.Sums[lane] = left.Sums[lane] + right.Sums[lane];
        }

        return sum;
    }

    private static void AddOne(ref Lanes state, double item)
    {
        state.Sums[state.Next] += item;
        state.Next = (state.Next + 1) % Lanes.Values.Count;
    }

    /// <summary>Adds as many whole rows of lanes as there are, and returns how many items that were.</summary>
    private static int AddWhole(ref Lanes state, ReadOnlySpan<double> items)
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
