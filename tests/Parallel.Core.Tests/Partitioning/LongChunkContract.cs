using System.Collections.Concurrent;
using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Partitioning;

public sealed class LongChunkContract : OrderablePartitionerContract<LongRangeChunk>
{
    protected override OrderablePartitioner<LongRangeChunk> Create(int from, int to, int chunk) => RangePartitioner.CreateOrderable(RangePartitioner.Fixed((long)from, to, chunk));

    protected override IEnumerable<long> Indices(LongRangeChunk item) => Span(item.Start, item.End);
}
