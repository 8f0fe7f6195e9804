using System.Collections;
using FluentAssertions;
using ParallelCore.Collections;
using static ParallelCore.Tests.Collections.Queues.ListModel;
using static ParallelCore.Tests.Collections.Queues.ParallelHistories;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>Every operation is one step for all threads. The model is a list with the top at 0.</summary>
public sealed class SynchronizedStackHistories
{
    private static readonly Steps<SynchronizedStack<int>, List<int>> All = new()
    {
        { "Count", (s, _, _) => s.Count, (m, _, _) => m.Count },
        { "Push", (s, x, _) => s.Push(x), (m, x, _) => m.Insert(0, x) },
        { "Pop", (s, _, _) => s.Pop(), (m, _, _) => TakeFirst(m) },
        { "TryPop", (s, _, _) => s.TryPop(out int item) ? item : null, (m, _, _) => TakeOne(m) },
        { "Peek", (s, _, _) => s.Peek(), (m, _, _) => First(m) },
        { "TryPeek", (s, _, _) => s.TryPeek(out int item) ? item : null, (m, _, _) => FirstOrNothing(m) },
        { "Contains", (s, x, _) => s.Contains(x), (m, x, _) => m.Contains(x) },
        { "Clear", (s, _, _) => s.Clear(), (m, _, _) => m.Clear() },
        { "ToArray", (s, _, _) => s.ToArray(), (m, _, _) => m.ToArray() },
        { "ICollection.CopyTo", (s, _, y) => Filled(array => Untyped(s).CopyTo(array, y)), (m, _, y) => Filled(array => Untyped(m).CopyTo(array, y)) },
        { "enumerate", (s, _, _) => s.Select(item => item).ToArray(), (m, _, _) => m.ToArray() },
        { "PushRange", (s, x, y) => s.PushRange([x, y]), (m, x, y) => m.InsertRange(0, [y, x]) },
        { "TryPopIf", (s, x, _) => s.TryPopIf(item => Is(item, x), out int item) ? item : null, (m, x, _) => TakeIf(m, x) },
        { "PopRange", (s, _, y) => s.PopRange(y), (m, _, y) => Take(m, y) },
        { "Drain", (s, _, _) => s.Drain(), (m, _, _) => Take(m, m.Count) },
        { "RemoveAll", (s, x, _) => s.RemoveAll(item => Is(item, x)), (m, x, _) => m.RemoveAll(item => item == x) },
        { "Update all, action", (s, x, _) => s.Update(inner => Cycle(inner, x)), (m, x, _) => Cycle(m, x) },
        { "Update all, function", (s, x, _) => s.Update(inner => Cycled(inner, x)), (m, x, _) => Cycled(m, x) },
        { "Update all, action state", (s, x, _) => s.Update(x, Cycle), (m, x, _) => Cycle(m, x) },
        { "Update all, function state", (s, x, _) => s.Update(x, Cycled), (m, x, _) => Cycled(m, x) },
        { "lock SyncRoot", (s, x, _) => UnderLock(Untyped(s).SyncRoot, s, x), (m, x, _) => InsertIfAbsent(m, 0, x) },
    };

    /// <summary>Copies of the compound operations that are put together from steps which are atomic by themselves: check, then act.</summary>
    private static readonly Dictionary<string, Func<SynchronizedStack<int>, int, int, object?>> Broken = new()
    {
        ["TryPop"] = (s, _, _) => s.Count > 0 && Pause() ? s.Pop() : null,
        ["TryPeek"] = (s, _, _) => s.Count > 0 && Pause() ? s.Peek() : null,
        ["enumerate"] = (s, _, _) => Enumerable.Range(0, s.Count).Select(i => Pause() ? s.ElementAt(i) : 0).ToArray(),
        ["PushRange"] = (s, x, y) =>
        {
            s.Push(x);
            Pause();
            s.Push(y);
            return null;
        },
        ["TryPopIf"] = (s, x, _) => s.TryPeek(out int item) && item == x && Pause() && s.TryPop(out item) ? item : null,
        ["PopRange"] = (s, _, y) => Enumerable.Range(0, y).Select(_ => Pause() && s.TryPop(out int item) ? item : -1).Where(i => i >= 0).ToArray(),
        ["Drain"] = (s, _, _) =>
        {
            int[] all = s.ToArray();
            Pause();
            s.Clear();
            return all;
        },
        ["RemoveAll"] = (s, x, _) =>
        {
            int[] all = s.Drain();
            Pause();
            s.PushRange(all.Where(item => item != x).Reverse());
            return all.Count(item => item == x);
        },
        ["Update all, function"] = (s, x, _) =>
        {
            s.Push(x);
            Pause();
            return s.Pop();
        },
        ["lock SyncRoot"] = (s, x, _) => UnderLock(new object(), s, x),
    };

    public static TheoryData<string> Names => [.. All.Select(step => step.Name)];

    public static TheoryData<string> BrokenNames => [.. Effort.Pick<IEnumerable<string>>(quick: ["Drain", "TryPop"], full: Broken.Keys)];

    [Fact]
    public void Operations_InParallel_HappenOneAfterTheOther() => Check(Create, Of, All, histories: Effort.Pick(quick: 50, full: 700));

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public void Operations_CheckThenActOutsideTheLock_AreCaught(string name) =>
        Catches(Create, Of, [All[name] with { Actual = Broken[name] }, All["Push"], All["TryPop"], All["ToArray"]]).Should().BeTrue();

    [Theory]
    [MemberData(nameof(Names))]
    public void Operations_LockHeldElsewhere_WaitForIt(string name) =>
        LockHolder.ShouldWaitFor(() => Create([1, 2]), subject => Untyped(subject).SyncRoot, subject => All[name].Actual(subject, 1, 1));

    private static SynchronizedStack<int> Create(int[] items) => new(items.Reverse());

    private static ICollection Untyped(SynchronizedStack<int> stack) => stack;

    private static ICollection Untyped(List<int> model) => Reversed(model);

    private static Stack<int> Reversed(List<int> model) => new(Enumerable.Reverse(model));

    private static bool UnderLock(object gate, SynchronizedStack<int> stack, int item)
    {
        lock (gate)
        {
            bool isAbsent = !stack.Contains(item) && Pause();
            if (isAbsent)
                stack.Push(item);
            return isAbsent;
        }
    }

    private static void Cycle(Stack<int> stack, int item) => Cycled(stack, item);

    private static int Cycled(Stack<int> stack, int item)
    {
        stack.Push(item);
        Pause();
        return stack.Pop();
    }

    private static void Cycle(List<int> model, int item) => Cycled(model, item);

    private static int Cycled(List<int> model, int item)
    {
        model.Insert(0, item);
        return TakeFirst(model);
    }
}
