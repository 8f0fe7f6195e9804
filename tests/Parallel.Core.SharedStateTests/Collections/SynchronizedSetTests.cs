using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Loops;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

public sealed class SynchronizedSetTests
{
    private static readonly Action<SynchronizedSet<int>, IEnumerable<int>>[] s_operations =
    [
        (set, other) => set.AddRange(other),
        (set, other) => set.UnionWith(other),
        (set, other) => set.IntersectWith(other),
        (set, other) => set.ExceptWith(other),
        (set, other) => set.SymmetricExceptWith(other),
        (set, other) => set.IsSubsetOf(other),
        (set, other) => set.IsProperSubsetOf(other),
        (set, other) => set.IsSupersetOf(other),
        (set, other) => set.IsProperSupersetOf(other),
        (set, other) => set.Overlaps(other),
        (set, other) => set.SetEquals(other),
    ];

    [Fact]
    public void CompoundCalls_OneThread_DoWhatTheySay()
    {
        var set = new SynchronizedSet<string>(["a"], StringComparer.OrdinalIgnoreCase);
        set.AddRange(["A", "b", "B", "c"]).Should().Be(2);
        set.AddRange([]).Should().Be(0);
        (set.GetOrAdd("B"), set.GetOrAdd("D")).Should().Be(("b", "D"));
        (set.TryGetValue("d", out string? actual), actual).Should().Be((true, "D"));
        (set.TryGetValue("e", out actual), actual).Should().Be((false, null));
        (set.TryRemoveIf("d", item => item == "d", out actual), actual).Should().Be((false, null));
        (set.TryRemoveIf("d", item => item == "D", out actual), actual).Should().Be((true, "D"));
        (set.TryRemoveIf("d", _ => true, out actual), actual).Should().Be((false, null));
        set.RemoveWhere(item => item != "b").Should().Be(2);
        set.RemoveWhere(_ => false).Should().Be(0);
        set.Should().Equal("b");
        set.ToList().Should().Equal(set.ToArray());
        set.Drain().Should().Equal("b");
        set.Drain().Should().BeEmpty();
        set.Should().BeEmpty();
    }

    [Fact]
    public void Input_Null_IsRefused()
    {
        var set = new SynchronizedSet<int>([1]);
        Outcome.Of(() => set.AddRange(null!)).Should().Be("ArgumentNullException(collection)");
        Outcome.Of(() => set.TryRemoveIf(1, null!, out _)).Should().Be("ArgumentNullException(match)");
        Outcome.Of(() => set.Update((Func<HashSet<int>, int>)null!)).Should().Be("ArgumentNullException(function)");
        Outcome.Of(() => set.Update(1, (Func<HashSet<int>, int, int>)null!)).Should().Be("ArgumentNullException(function)");
        FluentActions.Invoking(() => set.Update((Action<HashSet<int>>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("action");
        FluentActions.Invoking(() => set.Update(1, (Action<HashSet<int>, int>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("action");
    }

    [Fact]
    public void Callback_Throws_SetStaysAsItWas()
    {
        var set = new SynchronizedSet<int>([1, 2, 3]);
        Outcome.Of(() => set.RemoveWhere(item => item < 3 ? true : throw new NotSupportedException())).Should().Be("NotSupportedException");
        Outcome.Of(() => set.TryRemoveIf(1, _ => throw new NotSupportedException(), out _)).Should().Be("NotSupportedException");
        Outcome.Of(() => set.AddRange(Enumerable.Range(4, 3).Select(i => i < 6 ? i : throw new NotSupportedException()))).Should().Be("NotSupportedException");
        set.Should().BeEquivalentTo([1, 2, 3]);
    }

    [Fact]
    public void Callback_ChangesTheSet_IsAsDocumented()
    {
        After(set => set.RemoveWhere(item => set.Add(item + 2))).Should().Be("InvalidOperationException: [1, 2, 3]");
        After(set => set.RemoveWhere(item => set.Remove(2) || item == 1)).Should().Be("1: []");
        After(set => (set.TryRemoveIf(1, item => set.Remove(item), out int removed), removed)).Should().Be("(False, 0): [2]");
        After(set => (set.TryRemoveIf(1, _ => set.Add(3), out int removed), removed)).Should().Be("(True, 1): [2, 3]");
        After(set => set.Update(_ => set.Update(inner => set.Add(3) && inner.Add(4)))).Should().Be("True: [1, 2, 3, 4]");

        static string After(Func<SynchronizedSet<int>, object?> call)
        {
            var set = new SynchronizedSet<int>([1, 2]);
            return $"{Outcome.Of(() => call(set))}: {Outcome.Describe(set.Order())}";
        }
    }

    [Fact]
    public void TryRemoveIf_MatchPutsAnEqualItemThere_HandsOutTheOneThatWasRemoved()
    {
        var set = new SynchronizedSet<string>(["a"], StringComparer.OrdinalIgnoreCase);
        (set.TryRemoveIf("a", item => set.Remove(item) && set.Add("A"), out string? removed), removed).Should().Be((true, "A"));
        set.Should().BeEmpty();
    }

    [Fact]
    public void Comparer_ThrowsHalfWay_EndsABulkOperationThere()
    {
        bool fails = false;
        var set = new SynchronizedSet<int>([1, 2], EqualityComparer<int>.Create(
            (a, b) => a == b,
            item => fails && item % 2 == 0 ? throw new NotSupportedException() : item));
        fails = true;
        Outcome.Of(() => set.AddRange([3, 4, 5])).Should().Be("NotSupportedException");
        set.Should().Equal(1, 2, 3);
        Outcome.Of(() => set.RemoveWhere(_ => true)).Should().Be("NotSupportedException");
        set.Should().Equal(2, 3);
    }

    [Fact]
    public void TwoSets_EachCombinedWithTheOther_DoNotDeadlock()
    {
        SynchronizedSet<int>[] sets = [new(Enumerable.Range(0, 20)), new(Enumerable.Range(10, 20))];
        Task done = Task.Factory.StartNew(
            () => Threads.RunTogether(2, i =>
            {
                for (int round = 0; round < 500; round++)
                {
                    foreach (Action<SynchronizedSet<int>, IEnumerable<int>> operation in s_operations)
                    {
                        operation(sets[i], sets[1 - i]);
                        operation(sets[i], sets[1 - i].Where(item => item > 15));
                    }

                    sets[i].AddRange(Enumerable.Range(0, 30));
                }
            }),
            TaskCreationOptions.LongRunning);
        done.Wait(TimeSpan.FromSeconds(60)).Should().BeTrue();
    }

    [Fact]
    public void Argument_AnyEnumerable_IsReadOutsideTheLock()
    {
        var set = new SynchronizedSet<int>([1]);
        foreach (Action<SynchronizedSet<int>, IEnumerable<int>> operation in s_operations)
            operation(set, OthersGetIn(set));
    }

    [Fact]
    public void Argument_AnotherSynchronizedSet_IsLockedAlone()
    {
        // While another thread is inside the other set, an operation waits for that one, and holds no lock of its own meanwhile.
        foreach (Action<SynchronizedSet<int>, IEnumerable<int>> operation in s_operations)
        {
            var set = new SynchronizedSet<int>([1]);
            var other = new SynchronizedSet<int>([1, 2]);
            Thread thread = new(() => operation(set, other)) { IsBackground = true };
            other.Update(_ =>
            {
                thread.Start();
                SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
                Task.Run(() => set.Count).Wait(TimeSpan.FromSeconds(20)).Should().BeTrue();
            });
            thread.Join();
        }
    }

    [Fact]
    public void Add_EightThreads_ExactlyOneIsTold()
    {
        const int Items = 2_000;
        var set = new SynchronizedSet<int>();
        int added = 0;
        int removed = 0;
        Threads.RunTogether(8, _ =>
        {
            for (int i = 0; i < Items; i++)
                Interlocked.Add(ref added, (set.Add(i) ? 1 : 0) + set.AddRange([i, -i - 1]));
        });
        (added, set.Count).Should().Be((2 * Items, 2 * Items));
        Threads.RunTogether(8, _ =>
        {
            for (int i = 0; i < Items; i++)
                Interlocked.Add(ref removed, (set.TryRemoveIf(i, static item => item % 2 == 0, out _) ? 1 : 0) + (set.Remove(-i - 1) ? 1 : 0) + set.RemoveWhere(item => item == i));
        });
        (removed, set.Count).Should().Be((2 * Items, 0));
    }

    [Fact]
    public void Drain_EightThreads_HandsEachItemToOneCaller()
    {
        const int Each = 2_000;
        var set = new SynchronizedSet<int>();
        var taken = new SynchronizedList<int>();
        Threads.RunTogether(8, thread =>
        {
            for (int i = 0; i < Each; i++)
            {
                set.Add(thread * Each + i);
                if (i % 50 == 0)
                    taken.AddRange(set.Drain());
            }
        });
        taken.AddRange(set.Drain());
        taken.Sort();
        taken.Should().Equal(Enumerable.Range(0, 8 * Each));
    }

    [Fact]
    public void GetOrAdd_EightThreads_AllGetTheSameObject()
    {
        var set = new SynchronizedSet<string>();
        string[][] seen = new string[8][];
        Threads.RunTogether(8, thread => seen[thread] = [.. Enumerable.Range(0, 500).Select(i => set.GetOrAdd(i.ToString("x8")))]);
        seen.Should().OnlyContain(items => items.Zip(seen[0], ReferenceEquals).All(same => same));
    }

    [Fact]
    public void Enumeration_OthersWrite_SeesOneMoment()
    {
        var set = new SynchronizedSet<int>();
        using var stop = new CancellationTokenSource();
        Threads.RunTogether(4, i =>
        {
            if (i == 0)
            {
                for (int round = 0; round < 2_000; round++)
                {
                    int sum = 0;
                    foreach (int item in set)
                        sum += item;
                    (sum, set.ToArray().Sum(), set.ToList().Sum(), set.Snapshot().Sum()).Should().Be((0, 0, 0, 0), "items come and go by twos");
                }

                stop.Cancel();
            }

            for (int n = 1; i > 0 && !stop.IsCancellationRequested; n = n % 50 + 1)
            {
                set.UnionWith([n, -n]);
                set.RemoveWhere(item => Math.Abs(item) == n * 7 % 50);
                set.ExceptWith([n * 3 % 50, -(n * 3 % 50)]);
            }
        });
    }

    [Fact]
    public void HotCalls_Warm_AllocateNothing()
    {
        var set = new SynchronizedSet<int>([1, 2]);
        AllocatedBytes.Least(() =>
        {
            set.Add(1);
            set.Add(3);
            set.Contains(set.Count);
            set.TryGetValue(1, out _);
            set.GetOrAdd(2);
            set.Remove(3);
            set.TryRemoveIf(1, static item => item > 1, out _);
            set.RemoveWhere(static item => item > 2);
            set.Update(1, static (inner, one) => inner.Add(one));
        }).Should().Be((0L, 0L));
    }

    /// <summary>One item, made while another thread uses the set: it would wait for ever if the reader held the lock.</summary>
    private static IEnumerable<int> OthersGetIn(SynchronizedSet<int> set)
    {
        Task.Run(() => set.Count).Wait(TimeSpan.FromSeconds(20)).Should().BeTrue();
        yield return 1;
    }
}
