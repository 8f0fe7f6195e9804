using FluentAssertions;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

public sealed class SynchronizedSetHistories
{
    private static readonly Operation<SynchronizedSet<Slow>>[] Operations =
    [
        new("Count", (set, _, _) => set.Count),
        new("Add", (set, x, _) => set.Add(x)),
        new("Contains", (set, x, _) => set.Contains(x)),
        new("TryGetValue", (set, x, _) => (set.TryGetValue(x, out Slow actual), actual)),
        new("Remove", (set, x, _) => set.Remove(x)),
        new("Clear", Do((set, _, _) => set.Clear())),
        new("Drain", (set, _, _) => Content(set.Drain())),
        new("ToArray", (set, _, _) => Content(set.ToArray())),
        new("ToList", (set, _, _) => Content(set.ToList())),
        new("Snapshot", (set, _, _) => Content(set.Snapshot())),
        new("enumerate", (set, _, _) => Content(set.Where(_ => true))),
        new("CopyTo", (set, _, y) => Filled(array => set.CopyTo(array, y))),
        new("AddRange", (set, x, y) => set.AddRange([x, y])),
        new("GetOrAdd", (set, x, _) => set.GetOrAdd(x)),
        new("TryRemoveIf", (set, x, y) => (set.TryRemoveIf(x, item => item.Value >= y, out Slow actual), actual)),
        new("RemoveWhere", (set, x, _) => set.RemoveWhere(item => !item.Equals(x))),
        new("UnionWith", Do((set, x, y) => set.UnionWith([x, y]))),
        new("IntersectWith", Do((set, x, y) => set.IntersectWith([x, y]))),
        new("ExceptWith", Do((set, x, y) => set.ExceptWith([x, y]))),
        new("SymmetricExceptWith", Do((set, x, y) => set.SymmetricExceptWith([x, y]))),
        new("IsSubsetOf", (set, x, y) => set.IsSubsetOf([x, y])),
        new("IsProperSubsetOf", (set, x, y) => set.IsProperSubsetOf([x, y])),
        new("IsSupersetOf", (set, x, y) => set.IsSupersetOf([x, y])),
        new("IsProperSupersetOf", (set, x, y) => set.IsProperSupersetOf([x, y])),
        new("Overlaps", (set, x, y) => set.Overlaps([x, y])),
        new("SetEquals", (set, x, y) => set.SetEquals([x, y])),
        new("Update all, action", Do((set, x, y) => set.Update(inner => Move(inner, x, y)))),
        new("Update all, function", (set, x, y) => set.Update(inner => Move(inner, x, y))),
        new("Update all, action state", Do((set, x, y) => set.Update(x, (inner, from) => Move(inner, from, y)))),
        new("Update all, function state", (set, x, y) => set.Update(x, (inner, from) => Move(inner, from, y))),
    ];

    /// <summary>The compound operations again, each put together from steps that are atomic by themselves: check, then act.</summary>
    private static readonly Operation<SynchronizedSet<Slow>>[] Broken =
    [
        new("Add", (set, x, _) =>
        {
            bool absent = !set.Contains(x);
            Pause();
            return absent && (set.Add(x) || absent);
        }),
        new("AddRange", (set, x, y) => (set.Add(x) ? 1 : 0) + (Pause() && set.Add(y) ? 1 : 0)),
        new("AddRange count", (set, x, y) =>
        {
            int before = set.Count;
            Pause();
            set.UnionWith([x, y]);
            return set.Count - before;
        }),
        new("Drain", (set, _, _) =>
        {
            Slow[] drained = set.ToArray();
            Pause();
            set.Clear();
            return Content(drained);
        }),
        new("RemoveWhere", (set, x, _) => set.ToArray().Count(item => !item.Equals(x) && Pause() && set.Remove(item))),
        new("ExceptWith", (set, x, y) => set.Remove(x) & Pause() & set.Remove(y)),
        new("IntersectWith", Do((set, x, y) =>
        {
            Slow[] kept = set.Where(item => item.Value == x || item.Value == y).ToArray();
            Pause();
            set.Clear();
            set.UnionWith(kept);
        })),
        new("SymmetricExceptWith", (set, x, _) => set.Contains(x) && Pause() ? set.Remove(x) : set.Add(x)),
        new("SetEquals", (set, x, y) => set.Contains(x) && Pause() && set.Contains(y) && Pause() && set.Count == (x == y ? 1 : 2)),
        new("Update all", (set, x, y) => set.Remove(x) && Pause() && set.Add(y)),
    ];

    public static TheoryData<string> BrokenNames => [.. Effort.Pick(quick: ["Add", "Drain"], full: Broken.Select(operation => operation.Name))];

    [Fact]
    public void AnyHistory_Always_HasASequentialExplanation() => Histories.Check(Create, Content, Operations, Effort.Pick(quick: 50, full: 1_000));

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public void AnyHistory_OneOperationChecksThenActs_IsCaught(string broken)
    {
        Operation<SynchronizedSet<Slow>> culprit = Broken.Single(operation => operation.Name == broken);
        Histories.Catch(Create, Content, [culprit, culprit, .. Operations.Where(operation => operation.Name is "Remove" or "Add" or "ToArray")])
            .Should().BeTrue();
    }

    private static SynchronizedSet<Slow> Create(int[] items) => new(items.Select(i => new Slow(i)));

    private static string Content(IEnumerable<Slow> items) => string.Join(", ", items.Select(item => item.Value).Order());

    private static Func<SynchronizedSet<Slow>, int, int, object?> Do(Action<SynchronizedSet<Slow>, int, int> action) => (set, x, y) =>
    {
        action(set, x, y);
        return null;
    };

    private static string Filled(Action<Slow[]> fill)
    {
        var array = new Slow[12];
        fill(array);
        return Content(array);
    }

    private static bool Move(HashSet<Slow> inner, int from, int to) => inner.Remove(from) && inner.Add(to);

    private static bool Pause()
    {
        Thread.Yield();
        return true;
    }
}
