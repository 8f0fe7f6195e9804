using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

internal sealed class BufferPort(BlockingBuffer<int> buffer) : IBlockingQueuePort
{
    public int Count => buffer.Count;

    public void Put(int item, CancellationToken cancellationToken) => buffer.Put(item, cancellationToken);

    public bool TryPut(int item) => buffer.TryPut(item);

    public bool TryPut(int item, TimeSpan timeout) => buffer.TryPut(item, timeout);

    public int Get(CancellationToken cancellationToken) => buffer.Get(cancellationToken);

    public bool TryGet(out int item) => buffer.TryGet(out item);

    public bool TryGet(out int item, TimeSpan timeout) => buffer.TryGet(out item, timeout);

    public IEnumerable<int> GetAll(CancellationToken cancellationToken) => buffer.GetAll(cancellationToken);

    public void Complete() => buffer.Complete();
}
