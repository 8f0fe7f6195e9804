using System.Collections.Concurrent;
using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Partitioning;

public sealed class GuidedChunkContract : RangeChunkContract
{
    protected override OrderablePartitioner<RangeChunk> Create(int from, int to, int chunk) =>
        RangePartitioner.CreateOrderable(RangePartitioner.Guided(from, to, workers: 5, min: chunk));
}
