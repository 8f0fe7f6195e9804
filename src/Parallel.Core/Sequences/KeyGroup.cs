namespace ParallelCore.Sequences;

/// <summary>The items that have one key: those of a block of the source, of a partition, or all.</summary>
internal struct KeyGroup<TKey>
{
    public TKey Key;

    /// <summary>The mixed hash; in a merged block, where the group is in its partition.</summary>
    public uint Hash;

    /// <summary>The lowest index of an item.</summary>
    public int First;

    /// <summary>How many items there are; in a merged block, how many the blocks before it have.</summary>
    public int Count;

    /// <summary>Where the group is in the order of first occurrence, in its block, or among all.</summary>
    public int Id;
}
