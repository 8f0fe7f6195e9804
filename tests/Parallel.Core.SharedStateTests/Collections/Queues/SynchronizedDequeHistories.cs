using System.Collections;
using FluentAssertions;
using ParallelCore.Collections;
using static ParallelCore.Tests.Collections.Queues.ListModel;
using static ParallelCore.Tests.Collections.Queues.ParallelHistories;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>Every operation is one step for all threads, with and without a length limit. The model is a list with the front at 0.</summary>
public sealed class SynchronizedDequeHistories
{
    private static readonly Steps<SynchronizedDeque<int>, DequeModel> All = new()
    {
        { "Count", (d, _, _) => d.Count, (m, _, _) => m.Items.Count },
        { "get", (d, x, _) => d[x], (m, x, _) => m.Items[x] },
        { "set", (d, x, y) => d[x] = y, (m, x, y) => m.Items[x] = y },
        { "AddFirst", (d, x, _) => d.AddFirst(x), (m, x, _) => { m.AddFirst(x); } },
        { "AddLast", (d, x, _) => d.AddLast(x), (m, x, _) => { m.AddLast(x); } },
        { "AddFirst dropped", (d, x, _) => d.AddFirst(x, out int dropped) ? dropped : null, (m, x, _) => m.AddFirst(x) },
        { "AddLast dropped", (d, x, _) => d.AddLast(x, out int dropped) ? dropped : null, (m, x, _) => m.AddLast(x) },
        { "AddRangeFirst", (d, x, y) => d.AddRangeFirst([x, y]), (m, x, y) => m.AddRangeFirst([x, y]) },
        { "AddRangeLast", (d, x, y) => d.AddRangeLast([x, y]), (m, x, y) => m.AddRangeLast([x, y]) },
        { "RemoveFirst", (d, _, _) => d.RemoveFirst(), (m, _, _) => TakeFirst(m.Items) },
        { "RemoveLast", (d, _, _) => d.RemoveLast(), (m, _, _) => m.TakeLast(1) is [int item] ? item : throw new InvalidOperationException() },
        { "TryRemoveFirst", (d, _, _) => d.TryRemoveFirst(out int item) ? item : null, (m, _, _) => TakeOne(m.Items) },
        { "TryRemoveLast", (d, _, _) => d.TryRemoveLast(out int item) ? item : null, (m, _, _) => m.TakeLast(1) is [int item] ? item : null },
        { "TryRemoveFirstIf", (d, x, _) => d.TryRemoveFirstIf(item => Is(item, x), out int item) ? item : null, (m, x, _) => TakeIf(m.Items, x) },
        { "TryRemoveLastIf", (d, x, _) => d.TryRemoveLastIf(item => Is(item, x), out int item) ? item : null, (m, x, _) => TakeLastIf(m, x) },
        { "Drain", (d, _, _) => d.Drain(), (m, _, _) => Take(m.Items, m.Items.Count) },
        { "PeekFirst", (d, _, _) => d.PeekFirst(), (m, _, _) => First(m.Items) },
        { "PeekLast", (d, _, _) => d.PeekLast(), (m, _, _) => m.Items.Last() },
        { "TryPeekFirst", (d, _, _) => d.TryPeekFirst(out int item) ? item : null, (m, _, _) => FirstOrNothing(m.Items) },
        { "TryPeekLast", (d, _, _) => d.TryPeekLast(out int item) ? item : null, (m, _, _) => m.Items.Count > 0 ? m.Items[^1] : null },
        { "Remove", (d, x, _) => d.Remove(x), (m, x, _) => m.Items.Remove(x) },
        { "RemoveAll", (d, x, _) => d.RemoveAll(item => Is(item, x)), (m, x, _) => m.Items.RemoveAll(item => item == x) },
        { "IndexOf", (d, x, _) => d.IndexOf(x), (m, x, _) => m.Items.IndexOf(x) },
        { "Contains", (d, x, _) => d.Contains(x), (m, x, _) => m.Items.Contains(x) },
        { "Rotate", (d, x, y) => d.Rotate(x - y), (m, x, y) => m.Rotate(x - y) },
        { "Reverse", (d, _, _) => d.Reverse(), (m, _, _) => m.Items.Reverse() },
        { "Clear", (d, _, _) => d.Clear(), (m, _, _) => m.Items.Clear() },
        { "ToArray", (d, _, _) => d.ToArray(), (m, _, _) => m.Items.ToArray() },
        { "ICollection.CopyTo", (d, _, y) => Filled(array => Untyped(d).CopyTo(array, y)), (m, _, y) => Filled(array => Untyped(m).CopyTo(array, y)) },
        { "enumerate", (d, _, _) => d.Select(item => item).ToArray(), (m, _, _) => m.Items.ToArray() },
        { "Update all, action", (d, x, _) => d.Update(all => Cycle(all, x)), (m, x, _) => Cycle(m, x) },
        { "Update all, function", (d, x, _) => d.Update(all => Cycled(all, x)), (m, x, _) => Cycled(m, x) },
        { "Update all, action state", (d, x, _) => d.Update(x, Cycle), (m, x, _) => Cycle(m, x) },
        { "Update all, function state", (d, x, _) => d.Update(x, Cycled), (m, x, _) => Cycled(m, x) },
        { "lock SyncRoot", (d, x, _) => UnderLock(Untyped(d).SyncRoot, d, x), (m, x, _) => Cycled(m, x) },
    };

    /// <summary>Copies of the compound operations that are put together from steps which are atomic by themselves: check, then act.</summary>
    private static readonly Dictionary<string, Func<SynchronizedDeque<int>, int, int, object?>> Broken = new()
    {
        ["set"] = (d, x, y) =>
        {
            int[] all = d.ToArray();
            all[x] = y;
            Pause();
            d.Clear();
            d.AddRangeLast(all);
            return y;
        },
        ["AddLast dropped"] = (d, x, _) =>
        {
            int? dropped = d.Count == d.MaxLength && Pause() ? d.RemoveFirst() : null;
            d.AddLast(x);
            return dropped;
        },
        ["AddRangeLast"] = (d, x, y) =>
        {
            d.AddLast(x);
            Pause();
            d.AddLast(y);
            return null;
        },
        ["TryRemoveFirst"] = (d, _, _) => d.Count > 0 && Pause() ? d.RemoveFirst() : null,
        ["TryRemoveLast"] = (d, _, _) => d.Count > 0 && Pause() ? d.RemoveLast() : null,
        ["TryRemoveFirstIf"] = (d, x, _) => d.TryPeekFirst(out int item) && item == x && Pause() && d.TryRemoveFirst(out item) ? item : null,
        ["Drain"] = (d, _, _) =>
        {
            int[] all = d.ToArray();
            Pause();
            d.Clear();
            return all;
        },
        ["TryPeekFirst"] = (d, _, _) => d.Count > 0 && Pause() ? d.PeekFirst() : null,
        ["Remove"] = (d, x, _) => d.Contains(x) && Pause() && d.RemoveAll(item => item == x) >= 0,
        ["Rotate"] = (d, x, y) =>
        {
            for (int i = 0; i < x - y && d.TryRemoveLast(out int item) && Pause(); i++)
                d.AddFirst(item);
            for (int i = 0; i > x - y && d.TryRemoveFirst(out int item) && Pause(); i--)
                d.AddLast(item);
            return null;
        },
        ["Reverse"] = (d, _, _) =>
        {
            int[] all = d.ToArray();
            Pause();
            d.Clear();
            d.AddRangeFirst(all);
            return null;
        },
        ["Update all, function"] = (d, x, _) => Cycled(d, x),
        ["lock SyncRoot"] = (d, x, _) => UnderLock(new object(), d, x),
    };

    public static TheoryData<string> Names => [.. All.Select(step => step.Name)];

    public static TheoryData<string> BrokenNames => [.. Effort.Pick<IEnumerable<string>>(quick: ["Drain", "Remove"], full: Broken.Keys)];

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Operations_InParallel_HappenOneAfterTheOther(int? maxLength) =>
        Check(items => new SynchronizedDeque<int>(items, maxLength), items => new DequeModel(items, maxLength), All, histories: Effort.Pick(quick: 15, full: 250));

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public void Operations_CheckThenActOutsideTheLock_AreCaught(string name) =>
        Catches(Create, Model, [All[name] with { Actual = Broken[name] }, All["AddLast"], All["TryRemoveFirst"], All["ToArray"]]).Should().BeTrue();

    [Theory]
    [MemberData(nameof(Names))]
    public void Operations_LockHeldElsewhere_WaitForIt(string name) =>
        LockHolder.ShouldWaitFor(() => Create([1, 2]), subject => Untyped(subject).SyncRoot, subject => All[name].Actual(subject, 1, 1));

    private static SynchronizedDeque<int> Create(int[] items) => new(items, maxLength: 3);

    private static DequeModel Model(int[] items) => new(items, maxLength: 3);

    private static ICollection Untyped(SynchronizedDeque<int> deque) => deque;

    private static ICollection Untyped(DequeModel model) => new LinkedList<int>(model);

    private static int? TakeLastIf(DequeModel model, int wanted) =>
        model.Items.Count > 0 && model.Items[^1] == wanted ? model.TakeLast(1)[0] : null;

    private static bool UnderLock(object gate, SynchronizedDeque<int> deque, int item)
    {
        lock (gate)
            return Cycled(deque, item);
    }

    private static void Cycle(SynchronizedDeque<int> deque, int item) => Cycled(deque, item);

    /// <summary>Whether the item that goes in at one end comes out of it: always, unless nothing fits in.</summary>
    private static bool Cycled(SynchronizedDeque<int> deque, int item)
    {
        deque.AddFirst(item);
        Pause();
        return deque.TryRemoveFirst(out int first) && first == item;
    }

    private static void Cycle(DequeModel model, int item) => Cycled(model, item);

    private static bool Cycled(DequeModel model, int item)
    {
        model.AddFirst(item);
        return TakeOne(model.Items) == item;
    }
}
