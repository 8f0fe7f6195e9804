using FluentAssertions;
using ParallelCore.Counters;
using ParallelCore.Primitives;
using ParallelCore.Tests.Loops;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Counters;

public sealed class IdSequenceTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(1, 256)]
    [InlineData(7, int.MaxValue)]
    public void Next_OneThread_CountsUpFromTheFirst(long first, int blockSize)
    {
        var sequence = new IdSequence(first, blockSize);
        sequence.HighestReserved.Should().Be(first - 1);
        for (int i = 0; i < 1000; i++)
            sequence.Next().Should().Be(first + i);
        sequence.HighestReserved.Should().BeGreaterThanOrEqualTo(first + 999).And.BeLessThan(first + 1000 + blockSize);
    }

    [Fact]
    public void Next_Defaults_BeginAtOne() => new IdSequence().Next().Should().Be(1);

    [Fact]
    public void NextRange_OneThread_SkipsWhatIsTooShort()
    {
        var sequence = new IdSequence(first: 0, blockSize: 10);
        sequence.NextRange(4).Should().Be(0);
        sequence.Next().Should().Be(4);
        sequence.NextRange(5).Should().Be(5, "so many were left of the block");
        sequence.NextRange(1).Should().Be(10);
        sequence.NextRange(10).Should().Be(20, "the nine that were left are too few");
        sequence.NextRange(25).Should().Be(30);
        sequence.Next().Should().Be(55, "nothing is left of a range that was longer than a block");
        sequence.HighestReserved.Should().Be(64);
    }

    [Fact]
    public void NextRange_BlocksOfOne_LeaveNoGaps()
    {
        var sequence = new IdSequence(first: 0, blockSize: 1);
        sequence.Next().Should().Be(0);
        sequence.NextRange(5).Should().Be(1);
        sequence.Next().Should().Be(6);
        sequence.HighestReserved.Should().Be(6);
    }

    [Fact]
    public void BlockOfOne_AnyThreads_GiveIdsInTheOrderOfTheCalls()
    {
        var sequence = new IdSequence(blockSize: 1);
        for (int i = 0; i < 50; i++)
        {
            sequence.Next().Should().Be((3 * i) + 1);
            Threads.RunOnce(() => sequence.Next().Should().Be((3 * i) + 2));
            Schedulers.On(2, () => sequence.Next().Should().Be((3 * i) + 3));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(256)]
    public void Next_SixteenThreads_AMillionIdsAreUniqueAndRise(int blockSize)
    {
        var sequence = new IdSequence(first: 1, blockSize);
        int most = Effort.Pick(quick: 160_000, full: 1_000_000);
        long[][] ids = Take(16, most / 16, sequence.Next);
        ShouldBeUniqueAndRise(ids);
        ids.Max(own => own[^1]).Should().BeLessThanOrEqualTo(sequence.HighestReserved).And.BeLessThan(most + (17L * blockSize));
    }

    [Fact]
    public void Next_MoreThreadsThanNumbersAtOnce_IdsAreUniqueAndRise()
    {
        int threads = ThreadNumber.Most + 30;
        var sequence = new IdSequence(blockSize: 4);
        using var all = new Barrier(threads);
        long[][] ids = new long[threads][];
        Threads.RunTogether(threads, i =>
        {
            ThreadNumber.Take();
            all.SignalAndWait(); // nobody gives a number back: some threads stay without
            ids[i] = [.. Enumerable.Range(0, 3_000).Select(_ => sequence.Next())];
            all.SignalAndWait();
        });
        ShouldBeUniqueAndRise(ids);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void Next_InLoops_IdsAreUnique(int workers)
    {
        var sequence = new IdSequence(first: 0);
        long[] ids = new long[200_000];
        ParallelRange.Run(0, ids.Length, 64, (int i) => ids[i] = sequence.Next(), Schedulers.Options(workers));
        ShouldBeUniqueAndRise([.. ids.Order().Select(id => new[] { id })]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void NextRange_ManyThreads_RangesDoNotOverlap(int blockSize)
    {
        var sequence = new IdSequence(first: 0, blockSize);
        var ids = new List<long>[8];
        Threads.RunTogether(ids.Length, i =>
        {
            ids[i] = [];
            for (int k = 0; k < 5_000; k++)
            {
                int count = 1 + ((k * (i + 3)) % 23);
                long first = count == 7 ? sequence.Next() : sequence.NextRange(count);
                ids[i].AddRange(Enumerable.Range(0, count == 7 ? 1 : count).Select(offset => first + offset));
            }
        });
        ShouldBeUniqueAndRise([.. ids.Select(own => own.ToArray())]);
    }

    [Fact]
    public void Next_NumberOfAThreadThatEnded_DoesNotGoOnWithItsBlock()
    {
        int threads = ThreadNumber.Most + 20;
        var sequence = new IdSequence();
        using var all = new Barrier(threads);
        using var done = new ManualResetEventSlim();
        using var blockIsTaken = new ManualResetEventSlim();
        Thread? leaving = null;
        Thread? asking = null;
        (long Before, long After) ids = default;
        Threads.RunTogether(threads, _ =>
        {
            int number = ThreadNumber.Take();
            all.SignalAndWait();
            if (number != 0 && Interlocked.CompareExchange(ref leaving, Thread.CurrentThread, null) is null)
            {
                sequence.Next();
                blockIsTaken.Set();
            }
            else if (number == 0 && Interlocked.CompareExchange(ref asking, Thread.CurrentThread, null) is null)
            {
                blockIsTaken.Wait();
                ids.Before = sequence.Next();
                leaving!.Join();
                while (ThreadNumber.Take() == 0)
                    Thread.Yield();
                ids.After = sequence.Next();
                done.Set();
            }
            else
            {
                done.Wait();
            }
        });
        ids.Before.Should().BeGreaterThan(1, "it had no number, and the first block belonged to another thread");
        ids.After.Should().BeGreaterThan(ids.Before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    public void Next_AfterTheLast_ThrowsForEver(int blockSize)
    {
        var sequence = new IdSequence(long.MaxValue - 1, blockSize);
        sequence.Next().Should().Be(long.MaxValue - 1);
        sequence.Next().Should().Be(long.MaxValue);
        for (int i = 0; i < 10; i++)
        {
            sequence.Invoking(s => s.Next()).Should().Throw<OverflowException>();
            sequence.Invoking(s => s.NextRange(1)).Should().Throw<OverflowException>();
            Threads.RunOnce(() => sequence.Invoking(s => s.Next()).Should().Throw<OverflowException>());
        }

        sequence.HighestReserved.Should().Be(long.MaxValue);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    public void NextRange_MoreThanAreLeft_TakesNothing(int blockSize)
    {
        var sequence = new IdSequence(long.MaxValue - 9, blockSize);
        sequence.NextRange(3).Should().Be(long.MaxValue - 9);
        sequence.Invoking(s => s.NextRange(8)).Should().Throw<OverflowException>();
        sequence.Invoking(s => s.NextRange(long.MaxValue)).Should().Throw<OverflowException>();
        sequence.NextRange(7).Should().Be(long.MaxValue - 6);
        sequence.Invoking(s => s.Next()).Should().Throw<OverflowException>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    public void NextRange_NearlyAllThereAre_LeavesTheLast(int blockSize)
    {
        var sequence = new IdSequence(first: 0, blockSize);
        sequence.NextRange(long.MaxValue).Should().Be(0);
        sequence.Next().Should().Be(long.MaxValue);
        sequence.Invoking(s => s.Next()).Should().Throw<OverflowException>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(int.MaxValue)]
    public void Next_ManyThreadsNearTheEnd_GivesEachIdOnce(int blockSize)
    {
        const int Count = 20_000;
        var sequence = new IdSequence(long.MaxValue - Count + 1, blockSize);
        var ids = new List<long>[8];
        Threads.RunTogether(ids.Length, i =>
        {
            ids[i] = [];
            int failures = 0;
            while (failures < 20 && ids[i].Count <= Count)
            {
                try
                {
                    ids[i].Add(sequence.Next());
                    failures.Should().Be(0);
                }
                catch (OverflowException)
                {
                    failures++;
                }
            }
        });
        ids.Sum(own => own.Count).Should().Be(Count);
        ids.SelectMany(own => own).Min().Should().Be(long.MaxValue - Count + 1);
        ShouldBeUniqueAndRise([.. ids.Select(own => own.ToArray())]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    public void Members_OnceWarm_AllocateNothing(int blockSize)
    {
        var sequence = new IdSequence(1, blockSize);
        Schedulers.On(2, () => AllocatedBytes.Least(() =>
        {
            sequence.Next();
            sequence.NextRange(3);
            sequence.NextRange(1000);
            _ = sequence.HighestReserved;
        }).OfThisThread.Should().Be(0));
    }

    [Fact]
    public void Arguments_OutOfRange_AreNamed()
    {
        FluentActions.Invoking(() => new IdSequence(-1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("first");
        FluentActions.Invoking(() => new IdSequence(1, 0)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("blockSize");
        FluentActions.Invoking(() => new IdSequence(1, int.MinValue)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("blockSize");
        var sequence = new IdSequence();
        FluentActions.Invoking(() => sequence.NextRange(0)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("count");
        FluentActions.Invoking(() => sequence.NextRange(long.MinValue)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("count");
        sequence.Next().Should().Be(1);
    }

    [Fact]
    public void Check_BlockThatIsSharedWithoutAtomics_IsCaught()
    {
        var broken = new BrokenIdSequence();
        FluentActions.Invoking(() => ShouldBeUniqueAndRise(Take(16, 5_000, broken.Next))).Should().Throw<Xunit.Sdk.XunitException>();
    }

    private static long[][] Take(int threads, int each, Func<long> next)
    {
        long[][] ids = new long[threads][];
        Threads.RunTogether(threads, i =>
        {
            long[] own = new long[each];
            for (int k = 0; k < each; k++)
                own[k] = next();
            ids[i] = own;
        });
        return ids;
    }

    private static void ShouldBeUniqueAndRise(long[][] idsOfThreads)
    {
        var seen = new HashSet<long>();
        foreach (long[] ids in idsOfThreads)
        {
            for (int i = 0; i < ids.Length; i++)
            {
                if (!seen.Add(ids[i]))
                    Assert.Fail($"{ids[i]} was given twice");
                if (i > 0 && ids[i] <= ids[i - 1])
                    Assert.Fail($"{ids[i]} came after {ids[i - 1]}");
            }
        }
    }
}
