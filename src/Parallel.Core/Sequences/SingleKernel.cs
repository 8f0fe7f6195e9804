namespace ParallelCore.Sequences;

/// <summary>Floats, added as doubles.</summary>
internal readonly struct SingleKernel : ISumKernel<float, Lanes, double>
{
    public static void Add(ref Lanes state, ReadOnlySpan<float> items)
    {
        Span<double> sums = state.Sums;
        int lane = state.Next;
        foreach (float item in items)
        {
            sums[lane] += item;
            lane = (lane + 1) % Lanes.Values.Count;
        }

        state.Next = lane;
    }

    public static double End(in Lanes state) => state.Total;

    public static double Combine(in double left, in double right) => left + right;
}
