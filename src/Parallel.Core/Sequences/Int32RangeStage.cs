namespace ParallelCore.Sequences;

/// <summary>The numbers of a range.</summary>
internal sealed class Int32RangeStage(int from, int to) : IndexedStage<int>
{
    public override long Count => (long)to - from;

    public override void Fill(long start, Span<int> items)
    {
        int first = (int)(from + start);
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = first + i;
        }
    }
}
