namespace ParallelCore.Algorithms;

/// <summary>The blocks of a <see cref="PrefixScan{T, TOperation}"/> whose prefix came after their worker had gone on.</summary>
internal readonly struct DeferredScanBody<T, TOperation>(PrefixScan<T, TOperation> scan) : ILoopBody
    where TOperation : struct, IScanOperation<T>
{
    public long Invoke(long start, long end) => scan.TryRunDeferred((int)start) ? end : start;
}
