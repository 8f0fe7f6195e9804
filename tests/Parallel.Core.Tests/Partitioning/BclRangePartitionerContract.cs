using System.Collections.Concurrent;

namespace ParallelCore.Tests.Partitioning;

public sealed class BclRangePartitionerContract : OrderablePartitionerContract<Tuple<int, int>>
{
    protected override bool AcceptsEmptyRange => false;

    protected override OrderablePartitioner<Tuple<int, int>> Create(int from, int to, int chunk) => Partitioner.Create(from, to, chunk);

    protected override IEnumerable<long> Indices(Tuple<int, int> item) => Span(item.Item1, item.Item2);
}
