using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

public sealed class BlockingBufferLifoContract : BlockingQueueContract
{
    protected override bool IsLastInFirstOut => true;

    protected override IBlockingQueuePort Create(int capacity) => new BufferPort(BlockingBuffer.Lifo<int>(capacity));
}
