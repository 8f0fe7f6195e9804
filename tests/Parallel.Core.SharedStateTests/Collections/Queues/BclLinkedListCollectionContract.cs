using System.Collections;

namespace ParallelCore.Tests.Collections.Queues;

public sealed class BclLinkedListCollectionContract : CollectionContract
{
    protected override bool IsSynchronized => false;

    protected override ICollection Create(int[] items) => new LinkedList<int>(items);
}
