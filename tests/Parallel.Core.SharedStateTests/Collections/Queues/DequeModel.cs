using System.Collections;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>A deque as a list, written for clarity; a length limit as Python has it.</summary>
internal sealed class DequeModel(IEnumerable<int> items, int? maxLength) : IEnumerable<int>
{
    public List<int> Items { get; } = [.. maxLength is int limit ? items.TakeLast(limit) : items];

    public bool IsFull => Items.Count == maxLength;

    public int? AddFirst(int item)
    {
        Items.Insert(0, item);
        return Shorten(Items.Count - 1);
    }

    public int? AddLast(int item)
    {
        Items.Add(item);
        return Shorten(0);
    }

    public void AddRangeFirst(IEnumerable<int> items) => items.ToList().ForEach(item => AddFirst(item));

    public void AddRangeLast(IEnumerable<int> items) => items.ToList().ForEach(item => AddLast(item));

    public void Rotate(int steps)
    {
        for (; steps > 0 && Items.Count > 0; steps--)
        {
            Items.Insert(0, Items[^1]);
            Items.RemoveAt(Items.Count - 1);
        }

        for (; steps < 0 && Items.Count > 0; steps++)
        {
            Items.Add(Items[0]);
            Items.RemoveAt(0);
        }
    }

    public int[] TakeLast(int max)
    {
        Items.Reverse();
        int[] taken = ListModel.Take(Items, max);
        Items.Reverse();
        return taken;
    }

    public IEnumerator<int> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int? Shorten(int place)
    {
        if (!(Items.Count > maxLength))
            return null;
        int dropped = Items[place];
        Items.RemoveAt(place);
        return dropped;
    }
}
