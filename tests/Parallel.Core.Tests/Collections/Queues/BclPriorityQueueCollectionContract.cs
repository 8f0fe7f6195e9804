using System.Collections;

namespace ParallelCore.Tests.Collections.Queues;

public sealed class BclPriorityQueueCollectionContract : PriorityQueueCollectionContract
{
    protected override bool IsSynchronized => false;

    protected override ICollection Create(int[] items) => new PriorityQueue<int, int>(items.Select(item => (item, -item))).UnorderedItems;
}
