namespace ParallelCore.Tests.Collections.Queues;

public sealed class BclStackContract : StackContract
{
    private Stack<string?> _stack = new();

    protected override void Create(int capacity) => _stack = new Stack<string?>(capacity);

    protected override void Create(IEnumerable<string?> collection) => _stack = new Stack<string?>(collection);

    protected override void Push(string? item) => _stack.Push(item);

    protected override string? Pop() => _stack.Pop();

    protected override bool TryPop(out string? item) => _stack.TryPop(out item);

    protected override string? Peek() => _stack.Peek();

    protected override bool TryPeek(out string? item) => _stack.TryPeek(out item);

    protected override bool Contains(string? item) => _stack.Contains(item);

    protected override void Clear() => _stack.Clear();

    protected override string?[] ToArray() => _stack.ToArray();
}
