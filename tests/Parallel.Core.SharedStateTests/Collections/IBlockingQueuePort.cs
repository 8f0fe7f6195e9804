namespace ParallelCore.Tests.Collections;

/// <summary>What our buffers and the runtime's blocking collection have in common.</summary>
public interface IBlockingQueuePort
{
    int Count { get; }

    void Put(int item, CancellationToken cancellationToken = default);

    bool TryPut(int item);

    bool TryPut(int item, TimeSpan timeout);

    int Get(CancellationToken cancellationToken = default);

    bool TryGet(out int item);

    bool TryGet(out int item, TimeSpan timeout);

    IEnumerable<int> GetAll(CancellationToken cancellationToken = default);

    void Complete();
}
