namespace ParallelCore.Tests.Collections.Queues;

public sealed class BclPriorityQueueContract : PriorityQueueContract
{
    private PriorityQueue<string?, int> _queue = new();

    protected override IComparer<int> Comparer => _queue.Comparer;

    protected override void Create(int capacity) => _queue = new PriorityQueue<string?, int>(capacity);

    protected override void Create(int capacity, IComparer<int>? comparer) => _queue = new PriorityQueue<string?, int>(capacity, comparer);

    protected override void Create(IComparer<int>? comparer) => _queue = new PriorityQueue<string?, int>(comparer);

    protected override void Create(IEnumerable<(string?, int)> items) => _queue = new PriorityQueue<string?, int>(items);

    protected override void Create(IEnumerable<(string?, int)> items, IComparer<int>? comparer) =>
        _queue = new PriorityQueue<string?, int>(items, comparer);

    protected override void Enqueue(string? element, int priority) => _queue.Enqueue(element, priority);

    protected override void EnqueueRange(IEnumerable<(string?, int)> items) => _queue.EnqueueRange(items);

    protected override string? Dequeue() => _queue.Dequeue();

    protected override bool TryDequeue(out string? element, out int priority) => _queue.TryDequeue(out element, out priority);

    protected override string? Peek() => _queue.Peek();

    protected override bool TryPeek(out string? element, out int priority) => _queue.TryPeek(out element, out priority);

    protected override string? EnqueueDequeue(string? element, int priority) => _queue.EnqueueDequeue(element, priority);

    protected override string? DequeueEnqueue(string? element, int priority) => _queue.DequeueEnqueue(element, priority);

    protected override bool Remove(string? element, out string? removed, out int priority, IEqualityComparer<string?>? comparer = null) =>
        _queue.Remove(element, out removed, out priority, comparer);

    protected override void Clear() => _queue.Clear();

    protected override IEnumerable<(string?, int)> Unordered() => _queue.UnorderedItems;
}
