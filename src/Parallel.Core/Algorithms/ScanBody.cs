namespace ParallelCore.Algorithms;

/// <summary>A block of a <see cref="PrefixScan{T, TOperation}"/> for each unit: the next one, not the unit's own.</summary>
internal readonly struct ScanBody<T, TOperation>(PrefixScan<T, TOperation> scan) : ILoopBody
    where TOperation : struct, IScanOperation<T>
{
    public long Invoke(long start, long end) => scan.TryRunNext() ? end : start;
}
