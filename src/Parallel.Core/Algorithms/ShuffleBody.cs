namespace ParallelCore.Algorithms;

/// <summary>One pass of a <see cref="BucketShuffle{T}"/>.</summary>
internal struct ShuffleBody<T>(BucketShuffle<T> shuffle, ShufflePhase phase) : ILoopBody
{
    public ShufflePhase Phase = phase;

    public readonly long Invoke(long start, long end)
    {
        switch (Phase)
        {
            case ShufflePhase.Count:
                shuffle.Count((int)start);
                break;
            case ShufflePhase.Move:
                shuffle.Move((int)start);
                break;
            default:
                shuffle.Mix((int)start);
                break;
        }

        return end;
    }
}
