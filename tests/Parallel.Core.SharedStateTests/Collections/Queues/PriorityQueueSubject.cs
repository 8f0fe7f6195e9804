using System.Collections;
using System.Reflection;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>A priority queue that shows its content in order, as a comparison with a model needs it.</summary>
internal sealed class PriorityQueueSubject(SynchronizedPriorityQueue<int, int> queue) : IEnumerable<int>
{
    public SynchronizedPriorityQueue<int, int> Queue => queue;

    public object SyncRoot => Gate(queue);

    /// <summary>The lock, which the type shows to nobody.</summary>
    public static object Gate(SynchronizedPriorityQueue<int, int> queue) =>
        typeof(SynchronizedPriorityQueue<int, int>).GetField("_gate", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(queue)!;

    public IEnumerator<int> GetEnumerator() => queue.ToUnorderedArray().Select(item => item.Element).OrderDescending().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
