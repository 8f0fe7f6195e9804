namespace ParallelCore.Sequences;

/// <summary>Floats, added as doubles.</summary>
internal readonly struct SingleKernel : ISumKernel<float, Lanes>
{
    public static Lanes Zero => default;

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

    public static Lanes Combine(in Lanes left, in Lanes right) => DoubleKernel.Combine(left, right);
}
