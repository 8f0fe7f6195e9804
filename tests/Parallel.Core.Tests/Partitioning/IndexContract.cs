using System.Collections.Concurrent;
using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Partitioning;

public sealed class IndexContract : OrderablePartitionerContract<int>
{
    protected override bool DropsRestOfChunk => true;

    protected override OrderablePartitioner<int> Create(int from, int to, int chunk) => RangePartitioner.CreateOrderableIndices(from, to, chunk);

    protected override IEnumerable<long> Indices(int item) => [item];
}
