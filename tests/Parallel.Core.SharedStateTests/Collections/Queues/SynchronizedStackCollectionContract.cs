using System.Collections;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections.Queues;

public sealed class SynchronizedStackCollectionContract : CollectionContract
{
    protected override string IndexName => "arrayIndex";

    protected override bool IsSynchronized => true;

    protected override ICollection Create(int[] items) => new SynchronizedStack<int>(items.Reverse());
}
