using System.Collections.Concurrent;
using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Partitioning;

public sealed class LongIndexContract : OrderablePartitionerContract<long>
{
    protected override bool DropsRestOfChunk => true;

    protected override OrderablePartitioner<long> Create(int from, int to, int chunk) => RangePartitioner.CreateOrderableIndices((long)from, to, chunk);

    protected override IEnumerable<long> Indices(long item) => [item];
}
