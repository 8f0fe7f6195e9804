using System.Collections;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections.Queues;

public sealed class SynchronizedPriorityQueueCollectionContract : PriorityQueueCollectionContract
{
    protected override bool IsSynchronized => true;

    protected override ICollection Create(int[] items) => new SynchronizedPriorityQueue<int, int>(items.Select(item => (item, -item))).UnorderedItems;
}
