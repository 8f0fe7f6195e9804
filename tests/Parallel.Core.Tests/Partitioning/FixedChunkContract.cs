using System.Collections.Concurrent;
using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Partitioning;

public sealed class FixedChunkContract : RangeChunkContract
{
    protected override OrderablePartitioner<RangeChunk> Create(int from, int to, int chunk) => RangePartitioner.CreateOrderable(RangePartitioner.Fixed(from, to, chunk));
}
