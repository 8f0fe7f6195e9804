using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ParallelCore.Sequences;

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
