using System.Collections.Concurrent;

namespace ParallelCore.Tests.Collections;

public sealed class BlockingCollectionQueueContract : BlockingQueueContract
{
    protected override bool IsLastInFirstOut => false;

    protected override IBlockingQueuePort Create(int capacity) => new BlockingCollectionPort(new BlockingCollection<int>(capacity));
}
