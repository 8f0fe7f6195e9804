using System.Collections.Concurrent;

namespace ParallelCore.Tests.Collections;

internal sealed class BlockingCollectionPort(BlockingCollection<int> collection) : IBlockingQueuePort
{
    public int Count => collection.Count;

    public void Put(int item, CancellationToken cancellationToken) => collection.Add(item, cancellationToken);

    public bool TryPut(int item) => collection.TryAdd(item);

    public bool TryPut(int item, TimeSpan timeout) => collection.TryAdd(item, timeout);

    public int Get(CancellationToken cancellationToken) => collection.Take(cancellationToken);

    public bool TryGet(out int item) => collection.TryTake(out item);

    public bool TryGet(out int item, TimeSpan timeout) => collection.TryTake(out item, timeout);

    public IEnumerable<int> GetAll(CancellationToken cancellationToken) => collection.GetConsumingEnumerable(cancellationToken);

    public void Complete() => collection.CompleteAdding();
}
