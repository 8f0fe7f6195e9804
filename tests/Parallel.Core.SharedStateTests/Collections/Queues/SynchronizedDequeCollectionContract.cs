using System.Collections;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections.Queues;

public sealed class SynchronizedDequeCollectionContract : CollectionContract
{
    protected override bool IsSynchronized => true;

    protected override ICollection Create(int[] items) => new SynchronizedDeque<int>(items);
}
