using System.Collections;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>A priority queue that shows its content in order, as a comparison with a model needs it.</summary>
internal sealed class PriorityQueueSubject(SynchronizedPriorityQueue<int, int> queue) : IEnumerable<int>
{
    public SynchronizedPriorityQueue<int, int> Queue => queue;

    public object SyncRoot => ((ICollection)queue.UnorderedItems).SyncRoot;

    public IEnumerator<int> GetEnumerator() => queue.UnorderedItems.Select(item => item.Element).OrderDescending().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
