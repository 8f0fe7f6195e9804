using System.Collections;
using FluentAssertions;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

public sealed class SynchronizedListHistories
{
    private static readonly Operation<SynchronizedList<Slow>>[] Operations =
    [
        new("Count", (list, _, _) => list.Count),
        new("get", (list, _, y) => list[y]),
        new("set", (list, x, y) => list[y] = x),
        new("Add", Do((list, x, _) => list.Add(x))),
        new("Insert", Do((list, x, y) => list.Insert(y, x))),
        new("Remove", (list, x, _) => list.Remove(x)),
        new("RemoveAt", Do((list, _, y) => list.RemoveAt(y))),
        new("Clear", Do((list, _, _) => list.Clear())),
        new("Contains", (list, x, _) => list.Contains(x)),
        new("IndexOf", (list, x, _) => list.IndexOf(x)),
        new("Find", (list, x, _) => list.Find(item => item.Equals(x))),
        new("FindIndex", (list, x, _) => list.FindIndex(item => item.Equals(x))),
        new("Sort", Do((list, _, _) => list.Sort())),
        new("Sort by", Do((list, _, _) => list.Sort((a, b) => b.CompareTo(a)))),
        new("Reverse", Do((list, _, _) => list.Reverse())),
        new("ToArray", (list, _, _) => list.ToArray()),
        new("ToList", (list, _, _) => list.ToList()),
        new("enumerate", (list, _, _) => Enumerated(list)),
        new("CopyTo", (list, _, y) => Filled(array => list.CopyTo(array, y))),
        new("AddRange", Do((list, x, y) => list.AddRange([x, y]))),
        new("RemoveAll", (list, x, _) => list.RemoveAll(item => item.Equals(x))),
        new("Drain", (list, _, _) => list.Drain()),
        new("AddIfAbsent", (list, x, _) => list.AddIfAbsent(x)),
        new("GetOrAdd", (list, x, _) => list.GetOrAdd(item => item.Equals(x), () => x)),
        new("TryGet", (list, _, y) => (list.TryGet(y, out Slow item), item)),
        new("TryGetLast", (list, _, _) => (list.TryGetLast(out Slow item), item)),
        new("TryRemoveAt", (list, _, y) => (list.TryRemoveAt(y, out Slow item), item)),
        new("TryRemoveLast", (list, _, _) => (list.TryRemoveLast(out Slow item), item)),
        new("TryRemoveIf", (list, x, _) => (list.TryRemoveIf(item => item.Equals(x), out Slow item), item)),
        new("Exchange", (list, x, y) => list.Exchange(y, x)),
        new("Update", (list, _, y) => list.Update(y, item => Later(item))),
        new("Update all, action", Do((list, _, _) => list.Update(inner => inner[0] = Later(inner[0])))),
        new("Update all, function", (list, _, _) => list.Update(inner => inner[0] = Later(inner[0]))),
        new("Update all, action state", Do((list, x, _) => list.Update(x, (inner, more) => inner[0] = inner[0].Value + more))),
        new("Update all, function state", (list, x, _) => list.Update(x, (inner, more) => inner[0] = inner[0].Value + more)),
        new("IList.get", (list, _, y) => ((IList)list)[y]),
        new("IList.set", (list, x, y) => ((IList)list)[y] = (Slow)x),
        new("IList.Add", (list, x, _) => ((IList)list).Add((Slow)x)),
        new("IList.Contains", (list, x, _) => ((IList)list).Contains((Slow)x)),
        new("IList.IndexOf", (list, x, _) => ((IList)list).IndexOf((Slow)x)),
        new("IList.Insert", Do((list, x, y) => ((IList)list).Insert(y, (Slow)x))),
        new("IList.Remove", Do((list, x, _) => ((IList)list).Remove((Slow)x))),
        new("ICollection.CopyTo", (list, _, y) => Filled(array => ((ICollection)list).CopyTo(array, y))),
        new("lock SyncRoot", (list, _, _) => UnderSyncRoot(list)),
    ];

    /// <summary>The compound operations again, each put together from steps that are atomic by themselves: check, then act.</summary>
    private static readonly Operation<SynchronizedList<Slow>>[] Broken =
    [
        new("set", (list, x, y) => y < list.Count && Pause() ? list[y] = x : default),
        new("AddRange", Do((list, x, y) =>
        {
            list.Add(x);
            Pause();
            list.Add(y);
        })),
        new("RemoveAll", (list, x, _) =>
        {
            List<Slow> kept = list.ToList().FindAll(item => !item.Equals(x));
            Pause();
            list.Clear();
            list.AddRange(kept);
            return kept.Count;
        }),
        new("Drain", (list, _, _) =>
        {
            Slow[] items = list.ToArray();
            Pause();
            list.Clear();
            return items;
        }),
        new("AddIfAbsent", (list, x, _) =>
        {
            bool absent = !list.Contains(x);
            Pause();
            if (absent)
                list.Add(x);
            return absent;
        }),
        new("GetOrAdd", (list, x, _) =>
        {
            if (!list.Contains(x) && Pause())
                list.Add(x);
            return x;
        }),
        new("TryGetLast", (list, _, _) =>
        {
            int count = list.Count;
            Pause();
            return count == 0 ? (false, default) : (true, list[count - 1]);
        }),
        new("TryRemoveLast", (list, _, _) =>
        {
            bool found = list.TryGetLast(out Slow last);
            Pause();
            if (found)
                list.RemoveAt(list.Count - 1);
            return (found, last);
        }),
        new("TryRemoveIf", (list, x, _) =>
        {
            int index = list.FindIndex(item => item.Equals(x));
            Pause();
            return index >= 0 && list.TryRemoveAt(index, out Slow item) ? (true, item) : (false, default);
        }),
        new("Exchange", (list, x, y) =>
        {
            Slow old = list[y];
            Pause();
            list[y] = x;
            return old;
        }),
        new("Update", (list, _, y) =>
        {
            Slow old = list[y];
            Pause();
            return list[y] = old.Value + 1;
        }),
        new("Sort", Do((list, _, _) =>
        {
            List<Slow> sorted = list.ToList();
            sorted.Sort();
            Pause();
            list.Clear();
            list.AddRange(sorted);
        })),
        new("enumerate", (list, _, _) => Enumerable.Range(0, list.Count).Select(i => Pause() ? list[i] : default).ToArray()),
    ];

    public static TheoryData<string> BrokenNames => [.. Effort.Pick(quick: ["Drain", "GetOrAdd"], full: Broken.Select(operation => operation.Name))];

    [Fact]
    public void AnyHistory_Always_HasASequentialExplanation() => Histories.Check(Create, list => Outcome.Describe(list), Operations, Effort.Pick(quick: 50, full: 1_000));

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public void AnyHistory_OneOperationChecksThenActs_IsCaught(string broken)
    {
        Operation<SynchronizedList<Slow>> culprit = Broken.Single(operation => operation.Name == broken);
        Histories.Catch(Create, list => Outcome.Describe(list), [culprit, culprit, .. Operations.Where(operation => operation.Name is "Insert" or "TryRemoveAt")])
            .Should().BeTrue();
    }

    private static SynchronizedList<Slow> Create(int[] items) => new(items.Select(i => new Slow(i)));

    private static Func<SynchronizedList<Slow>, int, int, object?> Do(Action<SynchronizedList<Slow>, int, int> action) => (list, x, y) =>
    {
        action(list, x, y);
        return null;
    };

    private static Slow Later(Slow item)
    {
        Thread.SpinWait(10);
        return item.Value + 1;
    }

    private static Slow[] Filled(Action<Slow[]> fill)
    {
        var array = new Slow[12];
        fill(array);
        return array;
    }

    /// <summary>By hand: LINQ's <c>Select(...).ToArray()</c> asks a list for its count and then for each item, which is not one step.</summary>
    private static List<Slow> Enumerated(SynchronizedList<Slow> list)
    {
        List<Slow> items = [];
        foreach (Slow item in list)
            items.Add(item);
        return items;
    }

    private static object? UnderSyncRoot(SynchronizedList<Slow> list)
    {
        lock (((ICollection)list).SyncRoot)
            return list.Count == 0 ? null : list[0] = Later(list[0]);
    }

    private static bool Pause()
    {
        Thread.Yield();
        return true;
    }
}
