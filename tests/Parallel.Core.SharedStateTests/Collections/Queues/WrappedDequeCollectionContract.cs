using System.Collections;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>A deque whose items go round the end of its slots.</summary>
public sealed class WrappedDequeCollectionContract : CollectionContract
{
    protected override bool IsSynchronized => true;

    protected override ICollection Create(int[] items)
    {
        var deque = new SynchronizedDeque<int>(capacity: items.Length + 1);
        foreach (int item in items.Take(items.Length / 2).Reverse())
            deque.AddFirst(item);
        deque.AddRangeLast(items.Skip(items.Length / 2));
        return deque;
    }
}
