using System.Collections.Concurrent;

namespace ParallelCore.Tests.Collections;

public sealed class BlockingCollectionStackContract : BlockingQueueContract
{
    protected override bool IsLastInFirstOut => true;

    protected override IBlockingQueuePort Create(int capacity) => new BlockingCollectionPort(new BlockingCollection<int>(new ConcurrentStack<int>(), capacity));
}
