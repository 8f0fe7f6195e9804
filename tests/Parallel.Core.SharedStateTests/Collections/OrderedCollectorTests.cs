using System.Runtime.CompilerServices;
using CsCheck;
using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Primitives;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

public sealed class OrderedCollectorTests
{
    private const long Max = long.MaxValue;
    private const long Min = long.MinValue;

    public static TheoryData<string, long[]> IndexOrders => new()
    {
        { "none", [] },
        { "one", [7] },
        { "ascending", [.. Up(0, 40_000)] },
        { "descending", [.. Up(0, 3_000).Reverse()] },
        { "one index", [.. Enumerable.Repeat(3L, 40_000)] },
        { "two under each", [.. Up(0, 5_000).SelectMany(i => new[] { i, i })] },
        { "gaps", [.. Up(0, 20_000).Select(i => i * i)] },
        { "runs between gaps", [.. Up(0, 30_000).Where(i => i % 7 < 4)] },
        { "chunks from the right", [.. Up(0, 50).Reverse().SelectMany(chunk => Up(chunk * 100, 100))] },
        { "taking turns", [.. Up(0, 500), .. Up(250, 500), .. Up(100, 100)] },
        { "one index again later", [5, 6, 5, 5, 7, 5, 6, 6] },
        { "one index at a run's end", [5, 6, 7, 7, 7, 8, 9, 9, 10] },
        { "one index over blocks, then on", [.. Enumerable.Repeat(3L, 100), 4, 5, 3, 4] },
        { "negative", [-3, -2, -1, 0, -5, -4, 1] },
        { "the highest", [Max - 2, Max - 1, Max, Min, Min + 1, Max, Max, Max - 1] },
        { "only the highest", [Max, Max, Max] },
        { "the extremes taking turns", [Min, Max, Min, Max, 0, Min, Max] },
        { "far apart", [Min, Min + 1, Min + 2, Max - 1, Min + 1, Max] },
    };

    [Theory]
    [MemberData(nameof(IndexOrders))]
    public void ToArray_AfterAddsOfOneThread_IsAStableSort(string name, long[] indices)
    {
        var collector = new OrderedCollector<(long, int)>();
        for (int i = 0; i < indices.Length; i++)
            collector.Add(indices[i], (indices[i], i));
        (long, int)[] added = [.. indices.Select((index, i) => (index, i))];
        (long, int)[] expected = [.. added.OrderBy(item => item.Item1)];
        collector.Count.Should().Be(indices.Length);
        collector.ToArray().SequenceEqual(expected).Should().BeTrue(name);
        collector.ToList().SequenceEqual(expected).Should().BeTrue(name);
        collector.ToUnorderedArray().SequenceEqual(added).Should().BeTrue(name);
    }

    [Fact]
    public void ToArray_AfterAnyAddsOfTwoThreads_IsSortedAndStableInEachThread()
    {
        Gen<(long Index, int Count)> step = Gen.Select(Gen.Frequency((8, Gen.Long[-6, 6]), (1, Gen.Long[Max - 3, Max]), (1, Gen.Long[Min, Min + 2])), Gen.Int[-20, 40]);
        Gen.Select(step.Array[0, 30], step.Array[0, 30]).Sample(
            (first, second) =>
            {
                var collector = new OrderedCollector<(long Index, int Thread, int Order)>();
                (long Index, int Count)[][] steps = [first, second];
                var added = new List<(long Index, int Thread, int Order)>[] { [], [] };
                Threads.RunTogether(2, thread => Replay(collector, steps[thread], thread, added[thread]));
                (long Index, int Thread, int Order)[] result = collector.ToArray();
                return result.Length == added[0].Count + added[1].Count
                    && result.Zip(result.Skip(1), (a, b) => a.Index <= b.Index).All(isRight => isRight)
                    && Enumerable.Range(0, 2).All(t => result.Where(item => item.Thread == t).SequenceEqual(added[t].OrderBy(item => item.Index)));
            },
            iter: Effort.Pick(quick: 200, full: 2_000));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void ToArray_AfterALoop_IsInIndexOrder(int workers)
    {
        const int n = 100_000;
        var all = new OrderedCollector<int>();
        var some = new OrderedCollector<int>();
        var many = new OrderedCollector<int>();
        ParallelRange.Run(0, n, i => all.Add(i, i), Schedulers.Options(workers));
        ParallelRange.Run(0, n, 64, (start, end) => Keep(some, start, end), Schedulers.Options(workers));
        ParallelRange.Run(0, n, 100, (start, end) => many.AddRange(start, Enumerable.Range(start, end - start).ToArray()), Schedulers.Options(workers));
        all.ToArray().SequenceEqual(Enumerable.Range(0, n)).Should().BeTrue();
        some.ToArray().SequenceEqual(Enumerable.Range(0, n).Where(IsKept)).Should().BeTrue();
        many.ToArray().SequenceEqual(Enumerable.Range(0, n)).Should().BeTrue();
        all.ToUnorderedArray().Order().SequenceEqual(Enumerable.Range(0, n)).Should().BeTrue();

        static bool IsKept(int i) => i * 2654435761L % 11 < 3;
        static void Keep(OrderedCollector<int> results, int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                if (IsKept(i))
                    results.Add(start, i);
            }
        }
    }

    [Fact]
    public void Add_AfterABodyThrew_GoesOn()
    {
        var collector = new OrderedCollector<int>();
        FluentActions.Invoking(() => ParallelRange.Run(0, 1000, i => collector.Add(i, i < 500 ? i : throw new FormatException()), Schedulers.Options(2)))
            .Should().Throw<AggregateException>();
        int[] before = collector.ToArray();
        before.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        collector.Add(-1, -1);
        collector.ToArray().Should().Equal([-1, .. before]);
    }

    [Fact]
    public void AddRange_WithoutItems_AddsNothing()
    {
        var collector = new OrderedCollector<int>();
        collector.AddRange(Max, []);
        collector.Count.Should().Be(0);
    }

    [Fact]
    public void AddRange_PastTheHighestIndex_ThrowsAndAddsNothing()
    {
        var collector = new OrderedCollector<int>();
        FluentActions.Invoking(() => collector.AddRange(Max - 1, [1, 2, 3])).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("start");
        collector.Count.Should().Be(0);
        collector.AddRange(Max - 2, [1, 2, 3]);
        collector.Add(Min, 0);
        collector.ToArray().Should().Equal(0, 1, 2, 3);
    }

    [Fact]
    public void AddRange_AfterItemsUnderOneIndex_CountsOn()
    {
        var collector = new OrderedCollector<int>();
        collector.Add(4, 1);
        collector.Add(4, 2);
        collector.AddRange(4, [3, 6, 7]);
        collector.Add(5, 8);
        collector.AddRange(4, [4]);
        collector.AddRange(4, [5]);
        collector.ToArray().Should().Equal([1, 2, 3, 4, 5, 6, 8, 7], "3, 6 and 7 are under 4, 5 and 6; 8 under 5");
    }

    [Fact]
    public void AddRange_LongerThanAllBlocks_AddsEverything()
    {
        long[] items = [.. Up(0, 100_000)];
        var collector = new OrderedCollector<long>();
        collector.AddRange(100_000, items);
        collector.AddRange(0, items);
        collector.ToArray().SequenceEqual([.. items, .. items]).Should().BeTrue();
    }

    [Fact]
    public void ToArray_WithoutItems_IsEmpty()
    {
        var collector = new OrderedCollector<string>();
        collector.ToArray().Should().BeEmpty();
        collector.ToUnorderedArray().Should().BeEmpty();
        collector.ToList().Should().BeEmpty();
    }

    [Fact]
    public void ToArray_OfADerivedType_HasTheDeclaredType()
    {
        var collector = new OrderedCollector<object>();
        collector.Add(1, "b");
        collector.Add(0, 5);
        collector.ToArray().Should().BeOfType<object[]>().Which.Should().Equal(5, "b");
    }

    [Fact]
    public void Clear_ThenAdd_StartsAnew()
    {
        var collector = new OrderedCollector<int>();
        collector.AddRange(0, [1, 2, 3]);
        collector.Clear();
        collector.Count.Should().Be(0);
        collector.Add(7, 4);
        collector.ToArray().Should().Equal(4);
    }

    [Fact]
    public void Clear_Always_LetsGoOfTheItems()
    {
        var collector = new OrderedCollector<object>();
        WeakReference item = AddOne(collector);
        collector.Clear();
        GC.Collect();
        item.IsAlive.Should().BeFalse();
        GC.KeepAlive(collector);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference AddOne(OrderedCollector<object> collector)
        {
            var item = new object();
            collector.Add(0, item);
            return new WeakReference(item);
        }
    }

    [Fact]
    public void Reads_WhileOthersAddAndClear_SeeWholePrefixesOfEachThread()
    {
        const int adders = 3;
        const int each = 60_000;
        var collector = new OrderedCollector<(long Order, int Thread, long Check)>();
        int running = adders;
        Threads.RunTogether(adders + 1, thread =>
        {
            if (thread == adders)
            {
                while (Volatile.Read(ref running) > 0)
                {
                    CheckPrefixes(collector.ToArray(), adders);
                    CheckPrefixes(collector.ToUnorderedArray(), adders);
                    _ = collector.Count;
                }

                return;
            }

            for (long i = 0; i < each; i++)
                collector.Add(thread == 0 ? i : thread == 1 ? i * 2 : i / 50, (i, thread, ~i));
            Interlocked.Decrement(ref running);
        });
        CheckPrefixes(collector.ToArray(), adders);
        collector.Count.Should().Be(adders * each);
    }

    [Fact]
    public void Clear_WhileOthersAdd_NeverBreaksTheRest()
    {
        var collector = new OrderedCollector<(long, long)>();
        int running = 2;
        Threads.RunTogether(3, thread =>
        {
            for (long i = 0; thread < 2 && i < 100_000; i++)
                collector.Add(i, (i, ~i));
            if (thread < 2)
                Interlocked.Decrement(ref running);
            while (thread == 2 && Volatile.Read(ref running) > 0)
            {
                collector.Clear();
                collector.ToArray().All(item => item.Item1 == ~item.Item2).Should().BeTrue();
            }
        });
        collector.Clear();
        collector.Count.Should().Be(0);
    }

    [Fact]
    public void Add_WithoutANumberAndThenWithOne_KeepsTheOrder()
    {
        var collector = new OrderedCollector<int>();
        NumberlessThread.Run(takeNumber =>
        {
            collector.Add(5, 1);
            collector.AddRange(5, [2]);
            takeNumber();
            collector.Add(5, 3);
            collector.AddRange(5, [4]);
        });
        collector.ToArray().Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public void Add_ByMoreThreadsThanNumbers_LosesNothing()
    {
        int each = Effort.Pick(quick: 200, full: 2_000);
        int threads = ThreadNumber.Most + 40;
        var collector = new OrderedCollector<int>();
        Threads.RunTogether(threads, thread =>
        {
            for (int i = 0; i < each; i++)
                collector.Add(((long)i * threads) + thread, (i * threads) + thread);
        });
        collector.ToArray().SequenceEqual(Enumerable.Range(0, each * threads)).Should().BeTrue();
    }

    [Fact]
    public void Add_UnderConsecutiveIndices_AllocatesLittleMoreThanTheItems()
    {
        const int n = 500_000;
        var collector = new OrderedCollector<long>();
        collector.Add(-1, 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < n; i++)
            collector.Add(i, i);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan((long)(n * sizeof(long) * 1.05) + 80_000);
    }

    private static void Replay(
        OrderedCollector<(long Index, int Thread, int Order)> collector, (long Index, int Count)[] steps, int thread, List<(long Index, int Thread, int Order)> added)
    {
        foreach ((long index, int count) in steps)
        {
            if (count <= 0)
            {
                added.Add((index, thread, added.Count));
                collector.Add(index, added[^1]);
                continue;
            }

            int length = (int)Math.Min((ulong)count - 1, (ulong)(Max - index)) + 1;
            added.AddRange(Enumerable.Range(0, length).Select(i => (index + i, thread, added.Count + i)).ToArray());
            collector.AddRange(index, added.TakeLast(length).ToArray());
        }
    }

    private static void CheckPrefixes((long Order, int Thread, long Check)[] items, int threads)
    {
        var next = new long[threads];
        foreach ((long order, int thread, long check) in items)
        {
            if (check != ~order || order != next[thread]++)
                throw new InvalidOperationException($"{order} of thread {thread}, {check}, not {next[thread] - 1}.");
        }
    }

    private static IEnumerable<long> Up(long from, int count) => Enumerable.Range(0, count).Select(i => from + i);
}
