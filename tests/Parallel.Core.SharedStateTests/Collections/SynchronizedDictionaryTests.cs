using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Loops;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

public sealed class SynchronizedDictionaryTests
{
    [Fact]
    public void CompoundCalls_OneThread_DoWhatTheySay()
    {
        var map = new SynchronizedDictionary<string, int>([new("a", 1)]);
        (map.GetOrAdd("a", 9), map.GetOrAdd("b", 2)).Should().Be((1, 2));
        (map.GetOrAdd("a", _ => 9), map.GetOrAdd("ccc", key => key.Length)).Should().Be((1, 3));
        (map.GetOrAdd("a", (_, _) => 9, 1), map.GetOrAdd("dd", (key, more) => key.Length + more, 2)).Should().Be((1, 4));
        (map.AddOrUpdate("a", 9, (key, old) => old + key.Length), map.AddOrUpdate("e", 5, (_, _) => 9)).Should().Be((2, 5));
        (map.AddOrUpdate("a", _ => 9, (_, old) => old + 1), map.AddOrUpdate("f", key => key.Length, (_, _) => 9)).Should().Be((3, 1));
        (map.AddOrUpdate("a", (_, _) => 9, (_, old, more) => old + more, 7), map.AddOrUpdate("g", (_, more) => more, (_, _, _) => 9, 7)).Should().Be((10, 7));
        (map.TryUpdate("a", 1, 9), map.TryUpdate("a", 1, 10), map.TryUpdate("z", 1, 0)).Should().Be((false, true, false));
        (map.GetValueOrDefault("a"), map.GetValueOrDefault("z"), map.GetValueOrDefault("a", 9), map.GetValueOrDefault("z", 9)).Should().Be((1, 0, 1, 9));
        (map.TryRemoveIf("a", (_, value) => value == 2, out int found), found).Should().Be((false, 0));
        (map.TryRemoveIf("a", (key, value) => key == "a" && value == 1, out found), found).Should().Be((true, 1));
        (map.TryRemoveIf("a", (_, _) => true, out found), found).Should().Be((false, 0));
        (map.TryRemove("b", out found), found).Should().Be((true, 2));
        (map.TryRemove("b", out found), found).Should().Be((false, 0));
        map.RemoveAll((key, value) => key.Length > 1 || value == 7).Should().Be(3);
        map.RemoveAll((_, _) => false).Should().Be(0);
        map.AddRange([new("e", 9), new("x", 1), new("x", 2)]).Should().Be(1);
        map.AddRange([]).Should().Be(0);
        new SynchronizedDictionary<string, int>(map).Drain().Should().BeEquivalentTo(map.ToArray());
        map.Should().BeEquivalentTo(new Dictionary<string, int> { ["e"] = 5, ["f"] = 1, ["x"] = 1 });
        map.ToList().Should().BeEquivalentTo(map.ToArray());
        map.Drain().Should().BeEquivalentTo([KeyValuePair.Create("e", 5), KeyValuePair.Create("f", 1), KeyValuePair.Create("x", 1)]);
        map.Drain().Should().BeEmpty();
        map.Should().BeEmpty();
    }

    [Fact]
    public void Input_Null_IsRefused()
    {
        var map = new SynchronizedDictionary<string, int>([new("a", 1)]);
        Outcome.Of(() => map.TryAdd(null!, 1)).Should().Be("ArgumentNullException(key)");
        Outcome.Of(() => map.TryRemove(null!, out _)).Should().Be("ArgumentNullException(key)");
        Outcome.Of(() => map.TryRemoveIf(null!, (_, _) => true, out _)).Should().Be("ArgumentNullException(key)");
        Outcome.Of(() => map.TryRemoveIf("a", null!, out _)).Should().Be("ArgumentNullException(match)");
        Outcome.Of(() => map.RemoveAll(null!)).Should().Be("ArgumentNullException(match)");
        Outcome.Of(() => map.TryUpdate(null!, 1, 1)).Should().Be("ArgumentNullException(key)");
        Outcome.Of(() => map.GetValueOrDefault(null!)).Should().Be("ArgumentNullException(key)");
        Outcome.Of(() => map.GetValueOrDefault(null!, 1)).Should().Be("ArgumentNullException(key)");
        Outcome.Of(() => map.GetOrAdd(null!, 1)).Should().Be("ArgumentNullException(key)");
        Outcome.Of(() => map.GetOrAdd(null!, _ => 1)).Should().Be("ArgumentNullException(key)");
        Outcome.Of(() => map.GetOrAdd("a", null!)).Should().Be("ArgumentNullException(valueFactory)");
        Outcome.Of(() => map.GetOrAdd(null!, (_, _) => 1, 1)).Should().Be("ArgumentNullException(key)");
        Outcome.Of(() => map.GetOrAdd("a", null!, 1)).Should().Be("ArgumentNullException(valueFactory)");
        Outcome.Of(() => map.AddOrUpdate(null!, 1, (_, _) => 1)).Should().Be("ArgumentNullException(key)");
        Outcome.Of(() => map.AddOrUpdate("a", 1, null!)).Should().Be("ArgumentNullException(updateValueFactory)");
        Outcome.Of(() => map.AddOrUpdate(null!, _ => 1, (_, _) => 1)).Should().Be("ArgumentNullException(key)");
        Outcome.Of(() => map.AddOrUpdate("a", null!, (_, _) => 1)).Should().Be("ArgumentNullException(addValueFactory)");
        Outcome.Of(() => map.AddOrUpdate("a", _ => 1, null!)).Should().Be("ArgumentNullException(updateValueFactory)");
        Outcome.Of(() => map.AddOrUpdate(null!, (_, _) => 1, (_, _, _) => 1, 1)).Should().Be("ArgumentNullException(key)");
        Outcome.Of(() => map.AddOrUpdate("a", null!, (_, _, _) => 1, 1)).Should().Be("ArgumentNullException(addValueFactory)");
        Outcome.Of(() => map.AddOrUpdate("a", (_, _) => 1, null!, 1)).Should().Be("ArgumentNullException(updateValueFactory)");
        Outcome.Of(() => map.AddRange(null!)).Should().Be("ArgumentNullException(collection)");
        Outcome.Of(() => map.AddRange([new("b", 1), new(null!, 1)])).Should().Be("ArgumentNullException(key)");
        Outcome.Of(() => map.Update((Func<Dictionary<string, int>, int>)null!)).Should().Be("ArgumentNullException(function)");
        Outcome.Of(() => map.Update(1, (Func<Dictionary<string, int>, int, int>)null!)).Should().Be("ArgumentNullException(function)");
        FluentActions.Invoking(() => map.Update((Action<Dictionary<string, int>>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("action");
        FluentActions.Invoking(() => map.Update(1, (Action<Dictionary<string, int>, int>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("action");
        map.Should().ContainSingle();
    }

    [Fact]
    public void Callback_Throws_DictionaryStaysAsItWas()
    {
        var map = new SynchronizedDictionary<int, int>([new(1, 1), new(2, 2), new(3, 3)]);
        Func<object?>[] calls =
        [
            () => map.GetOrAdd(4, _ => throw new NotSupportedException()),
            () => map.GetOrAdd(4, (_, _) => throw new NotSupportedException(), 0),
            () => map.AddOrUpdate(1, 0, (_, _) => throw new NotSupportedException()),
            () => map.AddOrUpdate(4, _ => throw new NotSupportedException(), (_, _) => 0),
            () => map.AddOrUpdate(1, _ => 0, (_, _) => throw new NotSupportedException()),
            () => map.AddOrUpdate(4, (_, _) => throw new NotSupportedException(), (_, _, _) => 0, 0),
            () => map.AddOrUpdate(1, (_, _) => 0, (_, _, _) => throw new NotSupportedException(), 0),
            () => map.TryRemoveIf(1, (_, _) => throw new NotSupportedException(), out _),
            () => map.RemoveAll((key, _) => key < 3 ? true : throw new NotSupportedException()),
            () => map.AddRange(Enumerable.Range(4, 3).Select(i => i < 6 ? KeyValuePair.Create(i, i) : throw new NotSupportedException())),
        ];
        foreach (Func<object?> call in calls)
        {
            Outcome.Of(call).Should().Be("NotSupportedException");
            map.Should().BeEquivalentTo(new Dictionary<int, int> { [1] = 1, [2] = 2, [3] = 3 });
        }
    }

    [Fact]
    public void Comparer_ThrowsHalfWay_EndsABulkOperationThere()
    {
        bool fails = false;
        var map = new SynchronizedDictionary<int, int>([new(1, 1), new(2, 2)], EqualityComparer<int>.Create(
            (a, b) => a == b,
            key => fails && key % 2 == 0 ? throw new NotSupportedException() : key));
        fails = true;
        Outcome.Of(() => map.AddRange([new(3, 3), new(4, 4), new(5, 5)])).Should().Be("NotSupportedException");
        map.ToArray().Select(pair => pair.Key).Should().Equal(1, 2, 3);
        Outcome.Of(() => map.RemoveAll((_, _) => true)).Should().Be("NotSupportedException");
        map.ToArray().Select(pair => pair.Key).Should().Equal(2, 3);
    }

    [Fact]
    public void Callback_ChangesTheDictionary_IsAsDocumented()
    {
        After(map => map.GetOrAdd(3, _ => Set(map, 3) + 1)).Should().Be("30: [1=1, 2=2, 3=30]");
        After(map => map.GetOrAdd(3, (_, more) => Set(map, 3) + more, 1)).Should().Be("30: [1=1, 2=2, 3=30]");
        After(map => map.GetOrAdd(3, _ => Set(map, 4))).Should().Be("40: [1=1, 2=2, 3=40, 4=40]");
        After(map => map.AddOrUpdate(1, 0, (_, old) => Set(map, 1) + old)).Should().Be("11: [1=11, 2=2]");
        After(map => map.AddOrUpdate(1, _ => 0, (_, old) => map.Remove(1) ? old + 1 : 0)).Should().Be("2: [1=2, 2=2]");
        After(map => map.AddOrUpdate(3, _ => Set(map, 3) + 1, (_, _) => 0)).Should().Be("31: [1=1, 2=2, 3=31]");
        After(map => map.AddOrUpdate(3, (_, more) => Set(map, 3) + more, (_, _, _) => 0, 2)).Should().Be("32: [1=1, 2=2, 3=32]");
        After(map => (map.TryRemoveIf(1, (_, _) => map.Remove(1), out int value), value)).Should().Be("(False, 0): [2=2]");
        After(map => (map.TryRemoveIf(1, (_, _) => Set(map, 1) > 0, out int value), value)).Should().Be("(True, 10): [2=2]");
        After(map => (map.TryRemoveIf(1, (_, value) => value == 1 && Set(map, 1) > 0, out int value), value)).Should().Be("(True, 10): [2=2]");
        After(map => map.RemoveAll((key, value) => Set(map, 2) > 0 && value == key)).Should().Be("1: [2=20]", "the 2 was overwritten before it was asked about");
        After(map => map.RemoveAll((key, value) => Set(map, key) > 0 && value == key)).Should().Be("2: []", "each was asked about before it was overwritten");
        After(map => map.RemoveAll((key, _) => Set(map, key + 2) > 0)).Should().Be("InvalidOperationException: [1=1, 2=2, 3=30]");
        After(map => map.RemoveAll((key, _) => map.Remove(2) || key == 1)).Should().Be("1: []");
        After(map => map.Update(_ => map.GetOrAdd(3, _ => map.Update(inner => inner.Count)))).Should().Be("2: [1=1, 2=2, 3=2]");

        static string After(Func<SynchronizedDictionary<int, int>, object?> call)
        {
            var map = new SynchronizedDictionary<int, int>([new(1, 1), new(2, 2)]);
            string outcome = Outcome.Of(() => call(map));
            return $"{outcome}: {Outcome.Describe(map.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}"))}";
        }

        static int Set(SynchronizedDictionary<int, int> map, int key) => map[key] = key * 10;
    }

    [Fact]
    public void AddRange_OfAnotherOrItself_IsReadOutsideTheLock()
    {
        var map = new SynchronizedDictionary<int, int>([new(1, 1)]);
        map.AddRange(map).Should().Be(0);
        map.AddRange(OthersGetIn(map)).Should().Be(1);
        map.Keys.Should().Equal(1, 2);
    }

    [Fact]
    public void GetOrAdd_EightThreads_RunsTheFactoryOnceAKey()
    {
        const int Keys = 500;
        var map = new SynchronizedDictionary<int, object>();
        int[] made = new int[Keys];
        object[][] seen = new object[8][];
        Threads.RunTogether(8, thread => seen[thread] = [.. Enumerable.Range(0, Keys).Select(key => map.GetOrAdd(key, k =>
        {
            Interlocked.Increment(ref made[k]);
            Thread.Yield(); // others ask for the same key now
            return new object();
        }))]);
        made.Should().OnlyContain(times => times == 1);
        seen.Should().OnlyContain(objects => objects.SequenceEqual(seen[0]));
    }

    [Fact]
    public void AddOrUpdate_EightThreads_CountsExactly()
    {
        var map = new SynchronizedDictionary<int, int>();
        Threads.RunTogether(8, _ =>
        {
            for (int i = 0; i < 3_000; i++)
            {
                map.AddOrUpdate(i % 3, 1, static (_, count) => YieldNowAndThen(count) + 1);
                map.AddOrUpdate(i % 3, static (_, one) => one, static (_, count, one) => count + one, 1);
                while (map.GetValueOrDefault(-1) is var old && !(map.TryAdd(-1, 1) || map.TryUpdate(-1, old + 1, old)))
                    Thread.SpinWait(1);
            }
        });
        map.Should().BeEquivalentTo(new Dictionary<int, int> { [0] = 16_000, [1] = 16_000, [2] = 16_000, [-1] = 24_000 });
    }

    [Fact]
    public void AddAndTake_EightThreads_NothingIsLostOrDoubled()
    {
        const int Each = 2_000;
        var map = new SynchronizedDictionary<int, int>();
        var taken = new SynchronizedList<int>();
        Threads.RunTogether(8, thread =>
        {
            for (int i = 0; i < Each; i++)
            {
                int key = thread * Each + i;
                map.TryAdd(key, -key).Should().BeTrue();
                int victim = key - i / 2;
                if (i % 3 == 0 && map.TryRemove(victim, out int value))
                    taken.Add(-value);
                if (i % 5 == 0 && map.TryRemoveIf((victim + Each) % (8 * Each), static (_, _) => true, out value))
                    taken.Add(-value);
                if (i % 50 == 0)
                    taken.AddRange(map.Drain().Select(pair => -pair.Value));
            }
        });
        taken.AddRange(map.Values.Select(value => -value));
        taken.Sort();
        taken.Should().Equal(Enumerable.Range(0, 8 * Each));
    }

    [Fact]
    public void Enumeration_OthersWrite_SeesOneMoment()
    {
        var map = new SynchronizedDictionary<int, int>();
        using var stop = new CancellationTokenSource();
        Threads.RunTogether(4, i =>
        {
            if (i == 0)
            {
                for (int round = 0; round < 2_000; round++)
                {
                    (map.Sum(pair => pair.Value), map.Values.Sum(), map.Keys.Count() % 2, map.ToArray().Length % 2, map.ToList().Count % 2, map.Snapshot().Count % 2)
                        .Should().Be((0, 0, 0, 0, 0, 0), "pairs come and go by twos");
                }

                stop.Cancel();
            }

            for (int n = 1; i > 0 && !stop.IsCancellationRequested; n = n % 50 + 1)
            {
                map.AddRange([new(n, n), new(-n, -n)]);
                map.RemoveAll((key, _) => Math.Abs(key) == n * 7 % 50);
            }
        });
    }

    [Fact]
    public void HotCalls_Warm_AllocateNothing()
    {
        var map = new SynchronizedDictionary<int, long>([new(1, 1), new(2, 2)]);
        AllocatedBytes.Least(() =>
        {
            map.TryGetValue(1, out long value);
            map[1] = map[2] + value + map.Count;
            map.TryAdd(1, 3);
            map.ContainsKey(3);
            map.GetValueOrDefault(3);
            map.GetOrAdd(1, 2L);
            map.GetOrAdd(1, static _ => 2L);
            map.GetOrAdd(3, static (_, made) => made, value);
            map.AddOrUpdate(1, 1, static (_, old) => old + 1);
            map.AddOrUpdate(1, static (_, _) => 1, static (_, old, more) => old + more, value);
            map.TryUpdate(1, 5, 5);
            map.TryRemoveIf(1, static (_, _) => false, out _);
            map.TryRemove(3, out _);
            map.RemoveAll(static (_, _) => false);
            map.Update(7, static (inner, more) => inner[1] += more);
        }).Should().Be((0L, 0L));
    }

    /// <summary>Lets other threads run in the middle of an update.</summary>
    private static int YieldNowAndThen(int count)
    {
        if (count % 16 == 0)
            Thread.Yield();
        return count;
    }

    /// <summary>One pair, made while another thread uses the dictionary: it would wait for ever if the reader held the lock.</summary>
    private static IEnumerable<KeyValuePair<int, int>> OthersGetIn(SynchronizedDictionary<int, int> map)
    {
        Task.Run(() => map.Count).Wait(TimeSpan.FromSeconds(20)).Should().BeTrue();
        yield return new(2, 2);
    }
}
