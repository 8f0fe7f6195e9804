using System.Collections.Concurrent;
using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Partitioning;

public sealed class EvenChunkContract : RangeChunkContract
{
    protected override OrderablePartitioner<RangeChunk> Create(int from, int to, int chunk) =>
        RangePartitioner.CreateOrderable(RangePartitioner.Even(from, to, pieces: Math.Max(1, (to - from) / chunk)));
}
