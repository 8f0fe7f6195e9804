using System.Collections;
using FluentAssertions;
using Map = ParallelCore.Collections.SynchronizedDictionary<ParallelCore.Tests.Collections.Slow, string>;
using Pair = System.Collections.Generic.KeyValuePair<ParallelCore.Tests.Collections.Slow, string>;

namespace ParallelCore.Tests.Collections;

public sealed class SynchronizedDictionaryHistories
{
    private static readonly Operation<Map>[] Operations =
    [
        new("Count", (map, _, _) => map.Count),
        new("get", (map, x, _) => map[x]),
        new("set", (map, x, y) => map[x] = $"{y}"),
        new("Add", Do((map, x, y) => map.Add(x, $"{y}"))),
        new("TryAdd", (map, x, y) => map.TryAdd(x, $"{y}")),
        new("TryGetValue", (map, x, _) => (map.TryGetValue(x, out string? value), value)),
        new("GetValueOrDefault", (map, x, _) => map.GetValueOrDefault(x)),
        new("GetValueOrDefault given", (map, x, y) => map.GetValueOrDefault(x, $"{y}")),
        new("ContainsKey", (map, x, _) => map.ContainsKey(x)),
        new("Remove", (map, x, _) => map.Remove(x)),
        new("TryRemove", (map, x, _) => (map.TryRemove(x, out string? value), value)),
        new("TryRemoveIf", (map, x, y) => (map.TryRemoveIf(x, (_, value) => value == $"{y}", out string? value), value)),
        new("RemoveAll", (map, x, _) => map.RemoveAll((key, _) => !key.Equals(x))),
        new("Clear", Do((map, _, _) => map.Clear())),
        new("Drain", (map, _, _) => Content(map.Drain())),
        new("GetOrAdd", (map, x, y) => map.GetOrAdd(x, $"{y}")),
        new("GetOrAdd made", (map, x, y) => map.GetOrAdd(x, key => Later($"{key}{y}"))),
        new("GetOrAdd made of", (map, x, y) => map.GetOrAdd(x, (key, more) => Later($"{key}{more}"), y)),
        new("AddOrUpdate", (map, x, y) => map.AddOrUpdate(x, $"{y}", (_, old) => Later(old))),
        new("AddOrUpdate made", (map, x, _) => map.AddOrUpdate(x, key => Later($"{key}"), (_, old) => Later(old))),
        new("AddOrUpdate made of", (map, x, y) => map.AddOrUpdate(x, (key, more) => $"{key}{more}", (_, old, more) => Later(old + more), y)),
        new("TryUpdate", (map, x, y) => map.TryUpdate(x, $"{y}{y}", $"{y}")),
        new("AddRange", (map, x, y) => map.AddRange([new(x, "a"), new(y, "b")])),
        new("Keys", (map, _, _) => Sorted(map.Keys.Select(key => key.Value))),
        new("Values", (map, _, _) => Sorted(map.Values)),
        new("ToArray", (map, _, _) => Content(map.ToArray())),
        new("ToList", (map, _, _) => Content(map.ToList())),
        new("Snapshot", (map, _, _) => Content(map.Snapshot())),
        new("enumerate", (map, _, _) => Content(map.Where(_ => true))),
        new("Update all, action", Do((map, x, _) => map.Update(inner => inner[x] = Later(inner[x])))),
        new("Update all, function", (map, x, _) => map.Update(inner => inner[x] = Later(inner[x]))),
        new("Update all, action state", Do((map, x, _) => map.Update(x, (inner, key) => inner[key] = Later(inner[key])))),
        new("Update all, function state", (map, x, _) => map.Update(x, (inner, key) => inner[key] = Later(inner[key]))),
        new("ICollection.Add", Do((map, x, y) => ((ICollection<Pair>)map).Add(new(x, $"{y}")))),
        new("ICollection.Contains", (map, x, y) => ((ICollection<Pair>)map).Contains(new(x, $"{y}"))),
        new("ICollection.Remove", (map, x, y) => ((ICollection<Pair>)map).Remove(new(x, $"{y}"))),
        new("ICollection.CopyTo", (map, _, _) => Filled(array => ((ICollection<Pair>)map).CopyTo(array, 0))),
        new("IDictionary.get", (map, x, _) => ((IDictionary)map)[(Slow)x]),
        new("IDictionary.set", (map, x, y) => ((IDictionary)map)[(Slow)x] = $"{y}"),
        new("IDictionary.Add", Do((map, x, y) => ((IDictionary)map).Add((Slow)x, $"{y}"))),
        new("IDictionary.Contains", (map, x, _) => ((IDictionary)map).Contains((Slow)x)),
        new("IDictionary.Remove", Do((map, x, _) => ((IDictionary)map).Remove((Slow)x))),
        new("IDictionary.CopyTo", (map, _, _) => Filled(array => ((ICollection)map).CopyTo(array, 0))),
        new("lock SyncRoot", (map, x, _) => UnderSyncRoot(map, x)),
    ];

    /// <summary>The compound operations again, each put together from steps that are atomic by themselves: check, then act.</summary>
    private static readonly Operation<Map>[] Broken =
    [
        new("TryAdd", (map, x, y) => !map.ContainsKey(x) && Pause() && (map[x] = $"{y}") is not null),
        new("GetOrAdd", (map, x, y) => map.TryGetValue(x, out string? value) || !Pause() ? value : map[x] = $"{y}"),
        new("AddOrUpdate", (map, x, y) => map[x] = map.TryGetValue(x, out string? value) && Pause() ? value + "'" : $"{y}"),
        new("TryUpdate", (map, x, y) => map.GetValueOrDefault(x) == $"{y}" && Pause() && (map[x] = $"{y}{y}") is not null),
        new("TryRemove", (map, x, _) => (map.TryGetValue(x, out string? value) && Pause() && map.Remove(x), value)),
        new("TryRemoveIf", (map, x, y) => map.GetValueOrDefault(x) == $"{y}" && Pause() && map.Remove(x)),
        new("RemoveAll", (map, x, _) => map.Keys.Where(key => !key.Equals(x)).ToArray().Count(key => Pause() && map.Remove(key))),
        new("AddRange", (map, x, y) => (map.TryAdd(x, "a") ? 1 : 0) + (Pause() && map.TryAdd(y, "b") ? 1 : 0)),
        new("Drain", (map, _, _) =>
        {
            string drained = Content(map.ToArray());
            Pause();
            map.Clear();
            return drained;
        }),
        new("Snapshot", (map, _, _) => Sorted(map.Keys.Select(key => Pause() ? map.GetValueOrDefault(key) : null))),
    ];

    public static TheoryData<string> BrokenNames => [.. Effort.Pick(quick: ["Drain", "TryAdd"], full: Broken.Select(operation => operation.Name))];

    [Fact]
    public void AnyHistory_Always_HasASequentialExplanation() => Histories.Check(Create, Content, Operations, Effort.Pick(quick: 50, full: 1_000));

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public void AnyHistory_OneOperationChecksThenActs_IsCaught(string broken)
    {
        Operation<Map> culprit = Broken.Single(operation => operation.Name == broken);
        Histories.Catch(Create, Content, [culprit, culprit, .. Operations.Where(operation => operation.Name is "Remove" or "Add" or "set")]).Should().BeTrue();
    }

    private static Map Create(int[] items) => new(items.Distinct().Select(i => new Pair(i, $"{i}")));

    private static string Content(IEnumerable<Pair> pairs) => Sorted(pairs.Select(pair => $"{pair.Key}={pair.Value}"));

    private static string Sorted<T>(IEnumerable<T> items) => string.Join(", ", items.Order());

    private static Func<Map, int, int, object?> Do(Action<Map, int, int> action) => (map, x, y) =>
    {
        action(map, x, y);
        return null;
    };

    private static string Filled(Action<Pair[]> fill)
    {
        var array = new Pair[12];
        fill(array);
        return Content(array);
    }

    private static object? UnderSyncRoot(Map map, int key)
    {
        lock (((ICollection)map).SyncRoot)
            return map.TryGetValue(key, out string? value) ? map[key] = Later(value) : null;
    }

    private static string Later(string value)
    {
        Thread.SpinWait(10);
        return value + "'";
    }

    private static bool Pause()
    {
        Thread.Yield();
        return true;
    }
}
