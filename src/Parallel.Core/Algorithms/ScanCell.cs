namespace ParallelCore.Algorithms;

/// <summary>What the workers of a scan tell each other about a block.</summary>
internal struct ScanCell<T>
{
    /// <summary>A <see cref="ScanState"/>, as a number for atomic operations.</summary>
    public int State;

    /// <summary>What the block's items combine to.</summary>
    public T Sum;

    /// <summary>What all items before the block combine to.</summary>
    public T Prefix;
}
