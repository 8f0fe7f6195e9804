using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Partitioning;

public abstract class RangeChunkContract : OrderablePartitionerContract<RangeChunk>
{
    protected override IEnumerable<long> Indices(RangeChunk item) => Span(item.Start, item.End);
}
