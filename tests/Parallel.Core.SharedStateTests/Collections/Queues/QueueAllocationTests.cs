using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Loops;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>While the capacity suffices, adding and removing allocate nothing.</summary>
public sealed class QueueAllocationTests
{
    private static readonly SynchronizedQueue<string> s_queue = new(16);
    private static readonly SynchronizedStack<string> s_stack = new(16);
    private static readonly SynchronizedDeque<string> s_deque = new(maxLength: 8);
    private static readonly SynchronizedPriorityQueue<string, int> s_priorities = new(16);
    private static readonly string[] s_items = ["a", "b", "c"];

    private static readonly Dictionary<string, Action> s_calls = new()
    {
        ["queue"] = static () =>
        {
            s_queue.Enqueue("a");
            s_queue.EnqueueRange(s_items);
            s_queue.TryPeek(out _);
            s_queue.Dequeue();
            s_queue.TryDequeue(out _);
            s_queue.TryDequeueIf(static item => item == "a", out _);
            s_queue.Update(static queue => queue.Enqueue("c"));
            s_queue.Update("d", static (queue, item) => queue.Enqueue(item));
            s_queue.Clear();
        },
        ["stack"] = static () =>
        {
            s_stack.Push("a");
            s_stack.PushRange(s_items);
            s_stack.TryPeek(out _);
            s_stack.Pop();
            s_stack.TryPop(out _);
            s_stack.TryPopIf(static item => item == "a", out _);
            s_stack.Update(static stack => stack.Push("c"));
            s_stack.Clear();
        },
        ["deque that drops"] = static () => s_deque.AddLast("a"),
        ["deque"] = static () =>
        {
            s_deque.AddLast("a");
            s_deque.AddFirst("b", out _);
            s_deque.AddRangeFirst(s_items);
            s_deque.AddRangeLast(s_items);
            s_deque.Rotate(3);
            s_deque.Reverse();
            s_deque.RemoveFirst();
            s_deque.TryRemoveLast(out _);
            s_deque.TryRemoveFirstIf(static item => item == "a", out _);
            s_deque.TryRemoveLastIf(static item => item == "b", out _);
            s_deque.Update(static deque => deque[0] = "e");
            s_deque.Remove("e");
            s_deque.Clear();
        },
        ["priority queue"] = static () =>
        {
            s_priorities.Enqueue("a", 1);
            s_priorities.Enqueue("b", 2);
            s_priorities.EnqueueDequeue("c", 3);
            s_priorities.DequeueEnqueue("d", 4);
            s_priorities.TryPeek(out _, out _);
            s_priorities.TryDequeueIf(static (_, priority) => priority > 5, out _, out _);
            s_priorities.Dequeue();
            s_priorities.TryDequeue(out _, out _);
        },
    };

    public static TheoryData<string> Calls => [.. s_calls.Keys];

    [Theory]
    [MemberData(nameof(Calls))]
    public void Calls_OnceWarm_AllocateNothing(string name) => AllocatedBytes.Least(s_calls[name]).OfThisThread.Should().Be(0);
}
