using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Tests.Loops;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

public sealed class SynchronizedListTests
{
    [Fact]
    public void CompoundCalls_OneThread_DoWhatTheySay()
    {
        var list = new SynchronizedList<string>(["a", "b"]);
        (list.AddIfAbsent("a"), list.AddIfAbsent("c")).Should().Be((false, true));
        (list.GetOrAdd(item => item == "d", () => "d"), list.GetOrAdd(item => item == "a", () => "none")).Should().Be(("d", "a"));
        list.Exchange(1, "B").Should().Be("b");
        list.Exchange(1, "b").Should().Be("B");
        list.Update(0, item => item + "1").Should().Be("a1");
        list.Update(0, item => item + "2").Should().Be("a12");
        list.Should().Equal("a12", "b", "c", "d");
        (list.TryGet(3, out string? item), item).Should().Be((true, "d"));
        (list.TryGet(4, out item), item).Should().Be((false, null));
        (list.TryGet(-1, out item), item).Should().Be((false, null));
        (list.TryGetLast(out item), item).Should().Be((true, "d"));
        (list.TryRemoveAt(1, out item), item).Should().Be((true, "b"));
        (list.TryRemoveAt(3, out item), item).Should().Be((false, null));
        (list.TryRemoveLast(out item), item).Should().Be((true, "d"));
        (list.TryRemoveIf(item => item == "a12", out item), item).Should().Be((true, "a12"));
        (list.TryRemoveIf(item => item == "a12", out item), item).Should().Be((false, null));
        list.Drain().Should().Equal("c");
        list.Drain().Should().BeEmpty();
        (list.TryGetLast(out item), item).Should().Be((false, null));
        (list.TryRemoveLast(out item), item).Should().Be((false, null));
    }

    [Fact]
    public void Callbacks_Null_AreRefused()
    {
        var list = new SynchronizedList<int>([1]);
        Outcome.Of(() => list.GetOrAdd(null!, () => 1)).Should().Be("ArgumentNullException(match)");
        Outcome.Of(() => list.GetOrAdd(_ => true, null!)).Should().Be("ArgumentNullException(factory)");
        Outcome.Of(() => list.TryRemoveIf(null!, out _)).Should().Be("ArgumentNullException(match)");
        Outcome.Of(() => list.Update(0, null!)).Should().Be("ArgumentNullException(update)");
        Outcome.Of(() => list.Update((Func<List<int>, int>)null!)).Should().Be("ArgumentNullException(function)");
        Outcome.Of(() => list.Update(1, (Func<List<int>, int, int>)null!)).Should().Be("ArgumentNullException(function)");
        FluentActions.Invoking(() => list.Update((Action<List<int>>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("action");
        FluentActions.Invoking(() => list.Update(1, (Action<List<int>, int>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("action");
        Outcome.Of(() => list.Update(1, item => item)).Should().Be("ArgumentOutOfRangeException(index)");
        Outcome.Of(() => list.Exchange(-1, 0)).Should().Be("ArgumentOutOfRangeException(index)");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Callback_ThrowsAtAnyItem_ListStaysAsItWas(int calls)
    {
        int[] items = [5, 3, 8, 1, 9, 2, 7, 4];
        var list = new SynchronizedList<int>(items);
        int left = 0;
        bool Fail() => --left == 0 ? throw new NotSupportedException() : true;
        Action[] changes =
        [
            () => list.RemoveAll(item => Fail() && item > 2),
            () => list.Sort((a, b) => Fail() ? a.CompareTo(b) : 0),
            () => list.TryRemoveIf(_ => Fail() && false, out _),
            () => list.GetOrAdd(_ => Fail() && false, () => 0),
            () => list.AddRange(items.Where(_ => Fail())),
        ];
        foreach (Action change in changes)
        {
            left = calls;
            change.Should().Throw<Exception>();
            list.Should().Equal(items);
        }
    }

    [Fact]
    public void Match_SortsHalfWay_LosesAndDoublesNothing()
    {
        var list = new SynchronizedList<int>([3, 1, 2]);
        Outcome.Of(() => list.RemoveAll(item =>
        {
            if (item == 1)
                list.Sort();
            return false;
        })).Should().Be("InvalidOperationException");
        list.Should().Equal(1, 2, 3);
    }

    [Fact]
    public void Sort_OrderContradictsItself_IsRefusedAsByTheListAndChangesNothing()
    {
        int[] items = [.. Enumerable.Range(0, 40)];
        var list = new SynchronizedList<int>(items);
        Comparer<int> order = Comparer<int>.Create((_, _) => -1);
        Outcome.Of(() => Void(() => new List<int>(items).Sort(order))).Should().Be("ArgumentException()", "otherwise the rest says nothing");
        Outcome.Of(() => Void(() => list.Sort(order))).Should().Be("ArgumentException()");
        Outcome.Of(() => Void(() => list.Sort((_, _) => -1))).Should().Be("ArgumentException()");
        list.Should().Equal(items);
    }

    [Fact]
    public void Factory_Throws_ListStaysAsItWas()
    {
        var list = new SynchronizedList<int>([1]);
        Outcome.Of(() => list.GetOrAdd(_ => false, () => throw new NotSupportedException())).Should().Be("NotSupportedException");
        Outcome.Of(() => list.Update(0, _ => throw new NotSupportedException())).Should().Be("NotSupportedException");
        list.Should().Equal(1);
    }

    [Fact]
    public void Callback_ChangesTheList_IsAsDocumented()
    {
        After(list => list.RemoveAll(item => Removed(list) && item == 3)).Should().Be("InvalidOperationException: [2, 3]");
        After(list => list.TryRemoveIf(item => Removed(list) && item == 3, out _)).Should().Be("InvalidOperationException: [2, 3]");
        After(list => list.GetOrAdd(item => Removed(list) && item == 3, () => 0)).Should().Be("InvalidOperationException: [2, 3]");
        After(list => Void(() => list.Sort((a, b) => Removed(list) ? b.CompareTo(a) : 0))).Should().Be("InvalidOperationException: [2, 3]");
        After(list => list.RemoveAll(item => Sorted(list) && item == 3)).Should().Be("InvalidOperationException: [3, 2, 1]");
        After(list => list.TryRemoveIf(item => Sorted(list) && item == 3, out _)).Should().Be("InvalidOperationException: [3, 2, 1]");
        After(list => list.GetOrAdd(item => Sorted(list) && item == 3, () => 0)).Should().Be("InvalidOperationException: [3, 2, 1]");
        After(list => Void(() => list.Sort((a, b) => Sorted(list) ? a.CompareTo(b) : 0))).Should().Be("InvalidOperationException: [3, 2, 1]");
        After(list => list.RemoveAll(item => Reversed(list) && item == 3)).Should().Be("InvalidOperationException: [3, 2, 1]");
        After(list => list.TryRemoveIf(item => Reversed(list) && item == 3, out _)).Should().Be("InvalidOperationException: [3, 2, 1]");
        After(list => Void(() => list.Sort((a, b) => Reversed(list) ? a.CompareTo(b) : 0))).Should().Be("InvalidOperationException: [3, 2, 1]");
        After(list => list.GetOrAdd(_ => false, () => Added(list))).Should().Be("4: [1, 2, 3, 4, 4]");
        After(list => list.Update(0, item => list[0] = item + 10)).Should().Be("11: [11, 2, 3]");
        After(list => list.Update(2, item => Removed(list) ? item : 0)).Should().Be("ArgumentOutOfRangeException(index): [2, 3]");
        After(list => list.FindIndex(item => Removed(list) && item == 3)).Should().Be("1: [2, 3]");
        After(list => list.AddIfAbsent(list.Update(_ => Added(list)))).Should().Be("False: [1, 2, 3, 4]");

        static string After(Func<SynchronizedList<int>, object?> call)
        {
            var list = new SynchronizedList<int>([1, 2, 3]);
            return $"{Outcome.Of(() => call(list))}: {Outcome.Describe(list)}";
        }

        static bool Removed(SynchronizedList<int> list) => list.Remove(1) || true;

        static bool Sorted(SynchronizedList<int> list)
        {
            list.Sort((a, b) => b.CompareTo(a));
            return true;
        }

        static bool Reversed(SynchronizedList<int> list)
        {
            if (list[0] == 1)
                list.Reverse();
            return true;
        }

        static int Added(SynchronizedList<int> list)
        {
            list.Add(4);
            return 4;
        }
    }

    [Fact]
    public void AddRange_OfItself_AppendsACopy()
    {
        var list = new SynchronizedList<int>([1, 2]);
        list.AddRange(list);
        list.Update(_ => list.AddRange(list));
        list.Should().Equal(1, 2, 1, 2, 1, 2, 1, 2);
    }

    [Fact]
    public void Argument_IsAnEnumerable_IsReadOutsideTheLock()
    {
        var list = new SynchronizedList<int>();
        list.AddRange(OthersGetIn(list, list.Count));
        list.Should().Equal(0);
    }

    [Fact]
    public void Construction_FromAListThatChanges_SeesOneMoment()
    {
        var list = new SynchronizedList<int>();
        using var stop = new CancellationTokenSource();
        Threads.RunTogether(2, i =>
        {
            if (i == 0)
            {
                for (int round = 0; round < 3_000; round++)
                    new SynchronizedList<int>(list).ToArray().Sum().Should().Be(0);
                stop.Cancel();
            }

            while (i == 1 && !stop.IsCancellationRequested)
            {
                list.AddRange([1, -1]);
                list.AddRange([2, 3, -5]);
                list.Clear();
            }
        });
    }

    [Fact]
    public void Enumeration_OthersWrite_SeesOneMoment()
    {
        var list = new SynchronizedList<int>();
        using var stop = new CancellationTokenSource();
        Threads.RunTogether(4, i =>
        {
            if (i == 0)
            {
                for (int round = 0; round < 3_000; round++)
                {
                    int sum = 0;
                    foreach (int item in list)
                        sum += item;
                    sum.Should().Be(0, "items are added in groups without a sum");
                    (list.ToArray().Sum(), list.ToList().Sum()).Should().Be((0, 0));
                }

                stop.Cancel();
            }

            while (i > 0 && !stop.IsCancellationRequested)
            {
                list.AddRange([i, -i]);
                list.AddRange([i, i, -2 * i]);
                if (list.Count > 100)
                    list.Clear();
            }
        });
    }

    [Fact]
    public void AddAndTake_EightThreads_NothingIsLostOrDoubled()
    {
        const int Each = 2_000;
        var list = new SynchronizedList<int>();
        var taken = new SynchronizedList<int>();
        Threads.RunTogether(8, thread =>
        {
            for (int i = 0; i < Each; i++)
            {
                list.Add(thread * Each + i);
                if (i % 3 == 0 && list.TryRemoveLast(out int item))
                    taken.Add(item);
                if (i % 500 == 0)
                    taken.AddRange(list.Drain());
                if (i % 7 == 0 && list.TryRemoveIf(item => item % 2 == 0, out item))
                    taken.Add(item);
            }
        });
        taken.AddRange(list.Drain());
        taken.Sort();
        taken.Should().Equal(Enumerable.Range(0, 8 * Each));
    }

    [Fact]
    public void Update_EightThreads_CountsExactly()
    {
        var list = new SynchronizedList<int>([0]);
        Threads.RunTogether(8, _ =>
        {
            for (int i = 0; i < 2_000; i++)
            {
                list.Update(0, static item => YieldNowAndThen(item) + 1);
                list.Update(static inner => inner[0]++);
            }
        });
        list[0].Should().Be(32_000);
    }

    [Fact]
    public void HotCalls_Warm_AllocateNothing()
    {
        var list = new SynchronizedList<int>([1, 2, 3]);
        int[] more = [4, 5];
        AllocatedBytes.Least(() =>
        {
            list[0] = list[1] + list.Count;
            list.Add(7);
            list.AddIfAbsent(7);
            list.Contains(3);
            list.Update(0, static item => item + 1);
            list.Update(1, static (inner, one) => inner[0] += one);
            list.TryRemoveLast(out _);
            list.AddRange(more);
            list.RemoveAt(4);
            list.RemoveAt(3);
        }).Should().Be((0L, 0L));
    }

    [Fact]
    public void AddRange_PlainList_IsCopiedOnce()
    {
        var list = new SynchronizedList<int>(capacity: 8);
        List<int> more = [4, 5];
        AllocatedBytes.Least(() =>
        {
            list.AddRange(more);
            list.Clear();
        }).Should().Be(AllocatedBytes.Least(() => GC.KeepAlive(more.ToArray())));
    }

    /// <summary>One item, made while another thread uses the list: it would wait for ever if the reader held the lock.</summary>
    private static IEnumerable<int> OthersGetIn(SynchronizedList<int> list, int item)
    {
        Task.Run(() => list.Count).Wait(TimeSpan.FromSeconds(20)).Should().BeTrue();
        yield return list.Count == item ? item * 2 : -1;
    }

    /// <summary>Lets other threads run in the middle of an update.</summary>
    private static int YieldNowAndThen(int item)
    {
        if (item % 16 == 0)
            Thread.Yield();
        return item;
    }

    private static object? Void(Action action)
    {
        action();
        return null;
    }
}
