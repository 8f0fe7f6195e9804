namespace ParallelCore.Collections;

internal sealed class LifoItems<T> : IOrderedItems<T>
{
    private readonly Stack<T> _items = new();

    public int Count => _items.Count;

    public void Push(T item) => _items.Push(item);

    public T Pop() => _items.Pop();
}
