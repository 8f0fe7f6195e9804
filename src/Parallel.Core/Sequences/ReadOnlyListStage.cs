namespace ParallelCore.Sequences;

/// <summary>Anything with an indexer, which workers call at once.</summary>
internal sealed class ReadOnlyListStage<T>(IReadOnlyList<T> source) : IndexedStage<T>
{
    public override long Count => source.Count;

    public override void Fill(long start, Span<T> items)
    {
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = source[(int)start + i];
        }
    }
}
