using FluentAssertions;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>Wrapping without copying, arguments that are null, and what only some of the types offer.</summary>
public sealed class WrapperTests
{
    [Fact]
    public void Synchronized_Existing_IsUsedItself()
    {
        var queue = new Queue<int>([1]);
        queue.Synchronized().Enqueue(2);
        queue.Should().Equal(1, 2);
        queue.Synchronized().Update(inner => inner).Should().BeSameAs(queue);
        var stack = new Stack<int>([1]);
        stack.Synchronized().Push(2);
        stack.Should().Equal(2, 1);
        var priorities = new PriorityQueue<string, int>(SortedModel.Downwards);
        SynchronizedPriorityQueue<string, int> wrapped = priorities.Synchronized();
        wrapped.EnqueueRange([("a", 1), ("b", 2)]);
        priorities.Dequeue().Should().Be("b");
        wrapped.Comparer.Should().BeSameAs(SortedModel.Downwards);
    }

    [Fact]
    public void Constructor_Existing_IsCopied()
    {
        var queue = new Queue<int>([1]);
        new SynchronizedQueue<int>(queue).Enqueue(2);
        queue.Should().Equal(1);
    }

    [Fact]
    public void AnyArgument_Null_IsRefusedByName()
    {
        var queue = new SynchronizedQueue<int>();
        var stack = new SynchronizedStack<int>();
        var deque = new SynchronizedDeque<int>();
        var priorities = new SynchronizedPriorityQueue<int, int>();
        (string Name, Action Call)[] calls =
        [
            ("queue", () => ((Queue<int>)null!).Synchronized()),
            ("stack", () => ((Stack<int>)null!).Synchronized()),
            ("queue", () => ((PriorityQueue<int, int>)null!).Synchronized()),
            ("items", () => queue.EnqueueRange(null!)),
            ("match", () => queue.RemoveAll(null!)),
            ("match", () => queue.TryDequeueIf(null!, out _)),
            ("action", () => queue.Update(null!)),
            ("function", () => queue.Update((Func<Queue<int>, int>)null!)),
            ("action", () => queue.Update(1, null!)),
            ("function", () => queue.Update(1, (Func<Queue<int>, int, int>)null!)),
            ("items", () => stack.PushRange(null!)),
            ("match", () => stack.RemoveAll(null!)),
            ("match", () => stack.TryPopIf(null!, out _)),
            ("action", () => stack.Update(null!)),
            ("function", () => stack.Update((Func<Stack<int>, int>)null!)),
            ("action", () => stack.Update(1, null!)),
            ("function", () => stack.Update(1, (Func<Stack<int>, int, int>)null!)),
            ("items", () => deque.AddRangeFirst(null!)),
            ("items", () => deque.AddRangeLast(null!)),
            ("match", () => deque.RemoveAll(null!)),
            ("match", () => deque.TryRemoveFirstIf(null!, out _)),
            ("match", () => deque.TryRemoveLastIf(null!, out _)),
            ("action", () => deque.Update(null!)),
            ("function", () => deque.Update((Func<SynchronizedDeque<int>, int>)null!)),
            ("action", () => deque.Update(1, null!)),
            ("function", () => deque.Update(1, (Func<SynchronizedDeque<int>, int, int>)null!)),
            ("match", () => priorities.RemoveAll(null!)),
            ("match", () => priorities.TryDequeueIf(null!, out _, out _)),
            ("action", () => priorities.Update(null!)),
            ("function", () => priorities.Update((Func<PriorityQueue<int, int>, int>)null!)),
            ("action", () => priorities.Update(1, null!)),
            ("function", () => priorities.Update(1, (Func<PriorityQueue<int, int>, int, int>)null!)),
        ];
        foreach ((string name, Action call) in calls)
            call.Should().Throw<ArgumentNullException>().Which.ParamName.Should().Be(name);
    }

    [Fact]
    public void Drain_SomeOrNone_EmptiesIt()
    {
        var queue = new SynchronizedQueue<int>([1, 2]);
        queue.Drain().Should().Equal(1, 2);
        queue.Drain().Should().BeEmpty();
        var stack = new SynchronizedStack<int>([1, 2]);
        stack.Drain().Should().Equal(2, 1);
        stack.Drain().Should().BeEmpty();
        var deque = new SynchronizedDeque<int>([1, 2]);
        deque.Drain().Should().Equal(1, 2);
        deque.Drain().Should().BeEmpty();
        var priorities = new SynchronizedPriorityQueue<string, int>([("b", 2), ("c", 3), ("a", 1)]);
        priorities.Drain().Should().Equal(("a", 1), ("b", 2), ("c", 3));
        priorities.Drain().Should().BeEmpty();
    }

    [Fact]
    public void Enumerate_WhileItChanges_GivesTheItemsThereWere()
    {
        var queue = new SynchronizedQueue<int>([1, 2]);
        var stack = new SynchronizedStack<int>([2, 1]);
        var priorities = new SynchronizedPriorityQueue<int, int>([(1, 1), (2, 2)]);
        var seen = new List<int>();
        foreach (int item in queue)
        {
            seen.Add(item);
            queue.Clear();
        }

        foreach (int item in stack)
        {
            seen.Add(item);
            stack.Push(7);
        }

        foreach ((int item, _) in priorities.ToUnorderedArray())
        {
            seen.Add(item);
            priorities.Clear();
        }

        seen.Should().Equal(1, 2, 1, 2, 1, 2);
    }
}
