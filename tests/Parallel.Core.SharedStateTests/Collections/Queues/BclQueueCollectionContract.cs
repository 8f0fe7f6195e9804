using System.Collections;

namespace ParallelCore.Tests.Collections.Queues;

public sealed class BclQueueCollectionContract : CollectionContract
{
    protected override string? WrongTypeName => null;

    protected override bool IsSynchronized => false;

    protected override ICollection Create(int[] items) => new Queue<int>(items);
}
