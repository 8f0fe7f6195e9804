namespace ParallelCore.Algorithms;

/// <summary>The passes of a <see cref="BucketShuffle{T}"/>.</summary>
internal enum ShufflePhase
{
    /// <summary>Counts how many items of a block fall into each bucket.</summary>
    Count,

    /// <summary>Moves the items of a block to their buckets.</summary>
    Move,

    /// <summary>Shuffles a bucket.</summary>
    Mix,
}
