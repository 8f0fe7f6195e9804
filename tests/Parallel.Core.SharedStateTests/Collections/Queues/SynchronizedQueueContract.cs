using ParallelCore.Collections;namespace ParallelCore.Tests.Collections.Queues;

public sealed class SynchronizedQueueContract : QueueContract
{
    private SynchronizedQueue<string?> _queue = new();

    protected override void Create(int capacity) => _queue = new SynchronizedQueue<string?>(capacity);

    protected override void Create(IEnumerable<string?> collection) => _queue = new SynchronizedQueue<string?>(collection);

    protected override void Enqueue(string? item) => _queue.Enqueue(item);

    protected override string? Dequeue() => _queue.Dequeue();

    protected override bool TryDequeue(out string? item) => _queue.TryDequeue(out item);

    protected override string? Peek() => _queue.Peek();

    protected override bool TryPeek(out string? item) => _queue.TryPeek(out item);

    protected override bool Contains(string? item) => _queue.Contains(item);

    protected override void Clear() => _queue.Clear();

    protected override string?[] ToArray() => _queue.ToArray();
}
