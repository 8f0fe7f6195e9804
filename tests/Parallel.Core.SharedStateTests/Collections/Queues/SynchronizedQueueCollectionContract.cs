using System.Collections;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections.Queues;

public sealed class SynchronizedQueueCollectionContract : CollectionContract
{
    protected override string? WrongTypeName => null;

    protected override bool IsSynchronized => true;

    protected override ICollection Create(int[] items) => new SynchronizedQueue<int>(items);
}
