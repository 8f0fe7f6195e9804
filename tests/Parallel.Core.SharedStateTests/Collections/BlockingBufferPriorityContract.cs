using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

public sealed class BlockingBufferPriorityContract : BlockingQueueContract
{
    protected override bool IsLastInFirstOut => false;

    protected override IBlockingQueuePort Create(int capacity) => new BufferPort(BlockingBuffer.Priority<int>(capacity: capacity));
}
