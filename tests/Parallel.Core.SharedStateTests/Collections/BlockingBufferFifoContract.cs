using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

public sealed class BlockingBufferFifoContract : BlockingQueueContract
{
    protected override bool IsLastInFirstOut => false;

    protected override IBlockingQueuePort Create(int capacity) => new BufferPort(BlockingBuffer.Fifo<int>(capacity));
}
