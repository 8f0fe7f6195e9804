namespace ParallelCore.Algorithms;

/// <summary>Few items are shuffled at once.</summary>
internal readonly struct WholeShuffleBody<T>(Memory<T> items, ulong seed) : ILoopBody
{
    public long Invoke(long start, long end)
    {
        BucketShuffle<T>.Mix(items.Span, seed);
        return end;
    }
}
