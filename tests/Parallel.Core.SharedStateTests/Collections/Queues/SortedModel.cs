using System.Collections;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>A priority queue as a sorted list whose largest number leaves first.</summary>
internal sealed class SortedModel : IEnumerable<int>
{
    public static IComparer<int> Downwards { get; } = Comparer<int>.Create((a, b) => b.CompareTo(a));

    public List<int> Items { get; } = [];

    public void Add(params int[] items)
    {
        Items.AddRange(items);
        Items.Sort(Downwards);
    }

    public int EnqueueDequeue(int item)
    {
        Add(item);
        return ListModel.TakeFirst(Items);
    }

    public int DequeueEnqueue(int item)
    {
        int first = ListModel.TakeFirst(Items);
        Add(item);
        return first;
    }

    public PriorityQueue<int, int> ToQueue() => new(Items.Select(item => (item, item)), Downwards);

    public IEnumerator<int> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
