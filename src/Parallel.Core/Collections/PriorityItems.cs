namespace ParallelCore.Collections;

/// <summary>The least item first; of equal ones, the oldest.</summary>
internal sealed class PriorityItems<T>(IComparer<T> comparer) : IOrderedItems<T>
{
    private readonly PriorityQueue<ValueTuple, (T Item, long Number)> _items = new(new ByItemThenAge(comparer));
    private long _pushed;

    public int Count => _items.Count;

    public void Push(T item) => _items.Enqueue(default, (item, _pushed++));

    public T Pop()
    {
        _items.TryDequeue(out _, out (T Item, long Number) first);
        return first.Item;
    }

    private sealed class ByItemThenAge(IComparer<T> comparer) : IComparer<(T Item, long Number)>
    {
        public int Compare((T Item, long Number) x, (T Item, long Number) y)
        {
            int order = comparer.Compare(x.Item, y.Item);
            return order != 0 ? order : x.Number.CompareTo(y.Number);
        }
    }
}
