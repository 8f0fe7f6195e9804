namespace ParallelCore.Sequences;

/// <summary>The numbers of a range of at most <see cref="long.MaxValue"/> of them.</summary>
internal sealed class Int64RangeStage(long from, long count) : IndexedStage<long>
{
    public override long Count => count;

    public override void Fill(long start, Span<long> items)
    {
        long first = from + start;
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = first + i;
        }
    }
}
