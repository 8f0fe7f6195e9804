namespace ParallelCore.Sequences;

/// <summary>The groups, each made when it is asked for.</summary>
internal sealed class GroupsStage<TKey, TElement>(Groupings<TKey, TElement> groupings) : IndexedStage<IGrouping<TKey, TElement>>
{
    public override long Count => groupings.Count;

    public override void Fill(long start, Span<IGrouping<TKey, TElement>> groups)
    {
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = groupings[(int)start + i];
        }
    }
}
