using System.Collections;
using FluentAssertions;
using ParallelCore.Collections;
using static ParallelCore.Tests.Collections.Queues.ListModel;
using static ParallelCore.Tests.Collections.Queues.ParallelHistories;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>Every operation is one step for all threads. The model is a list with the front at 0.</summary>
public sealed class SynchronizedQueueHistories
{
    private static readonly Steps<SynchronizedQueue<int>, List<int>> All = new()
    {
        { "Count", (q, _, _) => q.Count, (m, _, _) => m.Count },
        { "Enqueue", (q, x, _) => q.Enqueue(x), (m, x, _) => m.Add(x) },
        { "Dequeue", (q, _, _) => q.Dequeue(), (m, _, _) => TakeFirst(m) },
        { "TryDequeue", (q, _, _) => q.TryDequeue(out int item) ? item : null, (m, _, _) => TakeOne(m) },
        { "Peek", (q, _, _) => q.Peek(), (m, _, _) => First(m) },
        { "TryPeek", (q, _, _) => q.TryPeek(out int item) ? item : null, (m, _, _) => FirstOrNothing(m) },
        { "Contains", (q, x, _) => q.Contains(x), (m, x, _) => m.Contains(x) },
        { "Clear", (q, _, _) => q.Clear(), (m, _, _) => m.Clear() },
        { "ToArray", (q, _, _) => q.ToArray(), (m, _, _) => m.ToArray() },
        { "ICollection.CopyTo", (q, _, y) => Filled(array => Untyped(q).CopyTo(array, y)), (m, _, y) => Filled(array => Untyped(m).CopyTo(array, y)) },
        { "enumerate", (q, _, _) => q.Select(item => item).ToArray(), (m, _, _) => m.ToArray() },
        { "EnqueueRange", (q, x, y) => q.EnqueueRange([x, y]), (m, x, y) => m.AddRange([x, y]) },
        { "TryDequeueIf", (q, x, _) => q.TryDequeueIf(item => Is(item, x), out int item) ? item : null, (m, x, _) => TakeIf(m, x) },
        { "DequeueRange", (q, _, y) => q.DequeueRange(y), (m, _, y) => Take(m, y) },
        { "Drain", (q, _, _) => q.Drain(), (m, _, _) => Take(m, m.Count) },
        { "RemoveAll", (q, x, _) => q.RemoveAll(item => Is(item, x)), (m, x, _) => m.RemoveAll(item => item == x) },
        { "Update all, action", (q, x, _) => q.Update(inner => Cycle(inner, x)), (m, x, _) => Cycle(m, x) },
        { "Update all, function", (q, x, _) => q.Update(inner => Cycled(inner, x)), (m, x, _) => Cycled(m, x) },
        { "Update all, action state", (q, x, _) => q.Update(x, Cycle), (m, x, _) => Cycle(m, x) },
        { "Update all, function state", (q, x, _) => q.Update(x, Cycled), (m, x, _) => Cycled(m, x) },
        { "lock SyncRoot", (q, x, _) => UnderLock(Untyped(q).SyncRoot, q, x), (m, x, _) => InsertIfAbsent(m, m.Count, x) },
    };

    /// <summary>Copies of the compound operations that are put together from steps which are atomic by themselves: check, then act.</summary>
    private static readonly Dictionary<string, Func<SynchronizedQueue<int>, int, int, object?>> Broken = new()
    {
        ["TryDequeue"] = (q, _, _) => q.Count > 0 && Pause() ? q.Dequeue() : null,
        ["TryPeek"] = (q, _, _) => q.Count > 0 && Pause() ? q.Peek() : null,
        ["enumerate"] = (q, _, _) => Enumerable.Range(0, q.Count).Select(i => Pause() ? q.ElementAt(i) : 0).ToArray(),
        ["EnqueueRange"] = (q, x, y) =>
        {
            q.Enqueue(x);
            Pause();
            q.Enqueue(y);
            return null;
        },
        ["TryDequeueIf"] = (q, x, _) => q.TryPeek(out int item) && item == x && Pause() && q.TryDequeue(out item) ? item : null,
        ["DequeueRange"] = (q, _, y) => Enumerable.Range(0, y).Select(_ => Pause() && q.TryDequeue(out int item) ? item : -1).Where(i => i >= 0).ToArray(),
        ["Drain"] = (q, _, _) =>
        {
            int[] all = q.ToArray();
            Pause();
            q.Clear();
            return all;
        },
        ["RemoveAll"] = (q, x, _) =>
        {
            int[] all = q.Drain();
            Pause();
            q.EnqueueRange(all.Where(item => item != x));
            return all.Count(item => item == x);
        },
        ["Update all, function"] = (q, x, _) =>
        {
            q.Enqueue(x);
            Pause();
            return q.Dequeue();
        },
        ["lock SyncRoot"] = (q, x, _) => UnderLock(new object(), q, x),
    };

    public static TheoryData<string> Names => [.. All.Select(step => step.Name)];

    public static TheoryData<string> BrokenNames => [.. Effort.Pick<IEnumerable<string>>(quick: ["Drain", "RemoveAll"], full: Broken.Keys)];

    [Fact]
    public void Operations_InParallel_HappenOneAfterTheOther() => Check(Create, Of, All, histories: Effort.Pick(quick: 50, full: 700));

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public void Operations_CheckThenActOutsideTheLock_AreCaught(string name) =>
        Catches(Create, Of, [All[name] with { Actual = Broken[name] }, All["Enqueue"], All["TryDequeue"], All["ToArray"]]).Should().BeTrue();

    [Theory]
    [MemberData(nameof(Names))]
    public void Operations_LockHeldElsewhere_WaitForIt(string name) =>
        LockHolder.ShouldWaitFor(() => Create([1, 2]), subject => Untyped(subject).SyncRoot, subject => All[name].Actual(subject, 1, 1));

    private static SynchronizedQueue<int> Create(int[] items) => new(items);

    private static ICollection Untyped(SynchronizedQueue<int> queue) => queue;

    private static ICollection Untyped(List<int> model) => new Queue<int>(model);

    private static bool UnderLock(object gate, SynchronizedQueue<int> queue, int item)
    {
        lock (gate)
        {
            bool isAbsent = !queue.Contains(item) && Pause();
            if (isAbsent)
                queue.Enqueue(item);
            return isAbsent;
        }
    }

    private static void Cycle(Queue<int> queue, int item) => Cycled(queue, item);

    private static int Cycled(Queue<int> queue, int item)
    {
        queue.Enqueue(item);
        Pause();
        return queue.Dequeue();
    }

    private static void Cycle(List<int> model, int item) => Cycled(model, item);

    private static int Cycled(List<int> model, int item)
    {
        model.Add(item);
        return TakeFirst(model);
    }
}
