using FluentAssertions;
using ParallelCore.Collections;
using static ParallelCore.Tests.Collections.Queues.ListModel;
using static ParallelCore.Tests.Collections.Queues.ParallelHistories;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>
/// Every operation is one step for all threads. The model is a sorted list. An element is the number of its priority, since the order among equal priorities
/// isn't defined; priorities are ordered downwards, so that the comparer matters.
/// </summary>
public sealed class SynchronizedPriorityQueueHistories
{
    private static readonly Steps<PriorityQueueSubject, SortedModel> All = new()
    {
        { "Count", (q, _, _) => q.Queue.Count, (m, _, _) => m.Items.Count },
        { "ToUnorderedArray", (q, _, _) => Sorted(q.Queue.ToUnorderedArray()), (m, _, _) => m.Items.ToArray() },
        { "Enqueue", (q, x, _) => q.Queue.Enqueue(x, x), (m, x, _) => m.Add(x) },
        { "EnqueueRange", (q, x, y) => q.Queue.EnqueueRange([(x, x), (y, y)]), (m, x, y) => m.Add(x, y) },
        { "Dequeue", (q, _, _) => q.Queue.Dequeue(), (m, _, _) => TakeFirst(m.Items) },
        { "TryDequeue", (q, _, _) => q.Queue.TryDequeue(out int item, out int p) && item == p ? item : null, (m, _, _) => TakeOne(m.Items) },
        { "EnqueueDequeue", (q, x, _) => q.Queue.EnqueueDequeue(x, x), (m, x, _) => m.EnqueueDequeue(x) },
        { "DequeueEnqueue", (q, x, _) => q.Queue.DequeueEnqueue(x, x), (m, x, _) => m.DequeueEnqueue(x) },
        { "Peek", (q, _, _) => q.Queue.Peek(), (m, _, _) => First(m.Items) },
        { "TryPeek", (q, _, _) => q.Queue.TryPeek(out int item, out int p) && item == p ? item : null, (m, _, _) => FirstOrNothing(m.Items) },
        { "Remove", (q, x, _) => q.Queue.Remove(x, out int item, out int p) ? (item, p) : null, (m, x, _) => m.Items.Remove(x) ? (x, x) : null },
        { "Clear", (q, _, _) => q.Queue.Clear(), (m, _, _) => m.Items.Clear() },
        { "TryDequeueIf", (q, x, _) => q.Queue.TryDequeueIf((item, _) => Is(item, x), out int item, out _) ? item : null, (m, x, _) => TakeIf(m.Items, x) },
        { "DequeueRange", (q, _, y) => Elements(q.Queue.DequeueRange(y)), (m, _, y) => Take(m.Items, y) },
        { "Drain", (q, _, _) => Elements(q.Queue.Drain()), (m, _, _) => Take(m.Items, m.Items.Count) },
        { "RemoveAll", (q, x, _) => q.Queue.RemoveAll((item, p) => IsBoth(item, p, x)), (m, x, _) => m.Items.RemoveAll(item => item == x) },
        { "Update all, action", (q, x, _) => q.Queue.Update(inner => Cycle(inner, x)), (m, x, _) => { m.EnqueueDequeue(x); } },
        { "Update all, function", (q, x, _) => q.Queue.Update(inner => Cycled(inner, x)), (m, x, _) => m.EnqueueDequeue(x) },
        { "Update all, action state", (q, x, _) => q.Queue.Update(x, Cycle), (m, x, _) => { m.EnqueueDequeue(x); } },
        { "Update all, function state", (q, x, _) => q.Queue.Update(x, Cycled), (m, x, _) => m.EnqueueDequeue(x) },
        { "lock SyncRoot", (q, x, _) => UnderLock(q.SyncRoot, q.Queue, x), (m, x, _) => m.EnqueueDequeue(x) },
    };

    /// <summary>Copies of the compound operations that are put together from steps which are atomic by themselves: check, then act.</summary>
    private static readonly Dictionary<string, Func<PriorityQueueSubject, int, int, object?>> Broken = new()
    {
        ["TryDequeue"] = (q, _, _) => q.Queue.Count > 0 && Pause() ? q.Queue.Dequeue() : null,
        ["TryPeek"] = (q, _, _) => q.Queue.Count > 0 && Pause() ? q.Queue.Peek() : null,
        ["EnqueueRange"] = (q, x, y) =>
        {
            q.Queue.Enqueue(x, x);
            Pause();
            q.Queue.Enqueue(y, y);
            return null;
        },
        ["EnqueueDequeue"] = (q, x, _) => UnderLock(new object(), q.Queue, x),
        ["DequeueEnqueue"] = (q, x, _) =>
        {
            int first = q.Queue.Dequeue();
            Pause();
            q.Queue.Enqueue(x, x);
            return first;
        },
        ["TryDequeueIf"] = (q, x, _) => q.Queue.TryPeek(out int item, out _) && item == x && Pause() && q.Queue.TryDequeue(out item, out _) ? item : null,
        ["DequeueRange"] = (q, _, y) =>
            Enumerable.Range(0, y).Select(_ => Pause() && q.Queue.TryDequeue(out int item, out int _) ? item : -1).Where(i => i >= 0).ToArray(),
        ["Drain"] = (q, _, _) =>
        {
            int[] all = Sorted(q.Queue.ToUnorderedArray());
            Pause();
            q.Queue.Clear();
            return all;
        },
        ["RemoveAll"] = (q, x, _) =>
        {
            (int Element, int Priority)[] all = q.Queue.Drain();
            Pause();
            q.Queue.EnqueueRange(all.Where(item => item.Element != x));
            return all.Count(item => item.Element == x);
        },
        ["Update all, function"] = (q, x, _) => UnderLock(new object(), q.Queue, x),
        ["lock SyncRoot"] = (q, x, _) => UnderLock(new object(), q.Queue, x),
    };

    public static TheoryData<string> Names => [.. All.Select(step => step.Name)];

    public static TheoryData<string> BrokenNames => [.. Effort.Pick<IEnumerable<string>>(quick: ["Drain", "RemoveAll"], full: Broken.Keys)];

    [Fact]
    public void Operations_InParallel_HappenOneAfterTheOther() => Check(Create, Model, All, histories: Effort.Pick(quick: 50, full: 700));

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public void Operations_CheckThenActOutsideTheLock_AreCaught(string name) =>
        Catches(Create, Model, [All[name] with { Actual = Broken[name] }, All["Enqueue"], All["TryDequeue"], All["ToUnorderedArray"]]).Should().BeTrue();

    [Theory]
    [MemberData(nameof(Names))]
    public void Operations_LockHeldElsewhere_WaitForIt(string name) =>
        LockHolder.ShouldWaitFor(() => Create([1, 2]), subject => subject.SyncRoot, subject => All[name].Actual(subject, 1, 1));

    private static PriorityQueueSubject Create(int[] items) => new(new(items.Select(item => (item, item)), SortedModel.Downwards));

    private static SortedModel Model(int[] items)
    {
        var model = new SortedModel();
        model.Add(items);
        return model;
    }

    private static int[] Elements((int Element, int Priority)[] items) => [.. items.Select(item => item.Element)];

    private static int[] Sorted(IEnumerable<(int Element, int Priority)> items) => [.. items.Select(item => item.Element).OrderDescending()];

    private static bool IsBoth(int element, int priority, int wanted) => Is(element, wanted) && priority == wanted;

    private static int UnderLock(object gate, SynchronizedPriorityQueue<int, int> queue, int item)
    {
        lock (gate)
        {
            queue.Enqueue(item, item);
            Pause();
            return queue.Dequeue();
        }
    }

    private static void Cycle(PriorityQueue<int, int> queue, int item) => Cycled(queue, item);

    private static int Cycled(PriorityQueue<int, int> queue, int item)
    {
        queue.Enqueue(item, item);
        Pause();
        return queue.Dequeue();
    }
}
