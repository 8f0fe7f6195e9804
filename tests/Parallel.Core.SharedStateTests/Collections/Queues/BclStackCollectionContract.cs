using System.Collections;

namespace ParallelCore.Tests.Collections.Queues;

public sealed class BclStackCollectionContract : CollectionContract
{
    protected override string IndexName => "arrayIndex";

    protected override bool IsSynchronized => false;

    protected override ICollection Create(int[] items) => new Stack<int>(items.Reverse());
}
