namespace ParallelCore.Collections;

/// <summary>The least item first; of equal ones, the oldest.</summary>
/// <remarks>A binary heap. The runtime's is in disorder after its comparer has thrown; this one makes all comparisons of a step before it moves anything.</remarks>
internal sealed class PriorityItems<T>(IComparer<T> comparer) : IOrderedItems<T>
{
    private readonly List<(T Item, long Number)> _items = [];
    private long _pushed;

    public int Count => _items.Count;

    public void Push(T item)
    {
        (T Item, long Number) pushed = (item, _pushed);
        int end = _items.Count;
        int place = end;
        while (place > 0 && LeavesBefore(pushed, _items[Parent(place)]))
        {
            place = Parent(place);
        }

        _items.Add(pushed);
        _pushed++;
        for (int from = end; from != place; from = Parent(from))
        {
            _items[from] = _items[Parent(from)];
        }

        _items[place] = pushed;
    }

    public T Pop()
    {
        int last = _items.Count - 1;
        (T Item, long Number) moving = _items[last];
        int place = last > 0 ? PlaceFromTop(moving, last) : 0;
        _items.RemoveAt(last);
        if (last == 0)
        {
            return moving.Item;
        }

        // Up the path from its place: each item takes its parent's, and the first one falls out at the top.
        while (true)
        {
            (moving, _items[place]) = (_items[place], moving);
            if (place == 0)
            {
                return moving.Item;
            }

            place = Parent(place);
        }
    }

    private static int Parent(int place) => (place - 1) / 2;

    /// <summary>Where an item belongs when the first of <paramref name="count"/> is gone.</summary>
    private int PlaceFromTop((T Item, long Number) moving, int count)
    {
        int place = 0;
        while (true)
        {
            int child = (2 * place) + 1;
            if (child >= count)
            {
                return place;
            }

            if (child + 1 < count && LeavesBefore(_items[child + 1], _items[child]))
            {
                child++;
            }

            if (!LeavesBefore(_items[child], moving))
            {
                return place;
            }

            place = child;
        }
    }

    private bool LeavesBefore((T Item, long Number) x, (T Item, long Number) y)
    {
        int order = comparer.Compare(x.Item, y.Item);
        return order != 0 ? order < 0 : x.Number < y.Number;
    }
}
