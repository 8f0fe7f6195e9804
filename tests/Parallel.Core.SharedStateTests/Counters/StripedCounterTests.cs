using System.Globalization;
using FluentAssertions;
using ParallelCore.Counters;
using ParallelCore.Primitives;
using ParallelCore.Tests.Loops;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Counters;

public sealed class StripedCounterTests
{
    [Fact]
    public void Sum_New_IsZero() => new StripedCounter().Sum().Should().Be(0);

    [Fact]
    public void Members_OneThread_DoWhatTheySay()
    {
        var counter = new StripedCounter();
        counter.Increment();
        counter.Increment();
        counter.Decrement();
        counter.Add(40);
        counter.Add(-50);
        counter.Sum().Should().Be(-9);
        counter.SumThenReset().Should().Be(-9);
        counter.Sum().Should().Be(0);
        counter.SumThenReset().Should().Be(0);
        counter.Add(7);
        counter.Reset();
        counter.Sum().Should().Be(0);
        counter.Add(3);
        counter.Sum().Should().Be(3);
    }

    [Fact]
    public void Add_BeyondTheLargest_WrapsAround()
    {
        var counter = new StripedCounter();
        counter.Add(long.MaxValue);
        counter.Increment();
        counter.Sum().Should().Be(long.MinValue);
        Threads.RunOnce(() => counter.Add(long.MinValue));
        counter.SumThenReset().Should().Be(0);
        counter.Sum().Should().Be(0);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(200)]
    public void Add_ManyThreads_TotalIsExact(int threads)
    {
        const int Each = 20_000;
        var counter = new StripedCounter();
        Threads.RunTogether(threads, i =>
        {
            for (int k = 0; k < Each; k++)
            {
                if ((k & 3) == 3)
                    counter.Decrement();
                else
                    counter.Add(i + 1);
            }
        });
        counter.Sum().Should().Be((Each * 3L / 4 * threads * (threads + 1) / 2) - (Each / 4L * threads));
    }

    [Fact]
    public void Add_MoreThreadsThanNumbersAtOnce_TotalIsExact()
    {
        int threads = ThreadNumber.Most + 30;
        var counter = new StripedCounter();
        using var all = new Barrier(threads);
        Threads.RunTogether(threads, _ =>
        {
            ThreadNumber.Take();
            all.SignalAndWait(); // nobody gives a number back: some threads stay without
            for (int k = 0; k < 5_000; k++)
                counter.Increment();
            all.SignalAndWait();
        });
        counter.Sum().Should().Be(threads * 5_000L);
    }

    [Fact]
    public void Add_ThreadAfterThread_TotalIsExactThoughNumbersPassOn()
    {
        var counter = new StripedCounter();
        for (int i = 0; i < 3 * ThreadNumber.Most; i++)
            Threads.RunTogether(2, _ => counter.Add(5));
        counter.Sum().Should().Be(3L * ThreadNumber.Most * 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void Increment_InLoops_TotalIsExact(int workers)
    {
        const int Count = 100_000;
        var counter = new StripedCounter();
        ParallelRange.Run(0, Count, 64, _ => counter.Increment(), Schedulers.Options(workers));
        ParallelRange.Run(0, 100, 1, _ => ParallelRange.Run(0, 100, 7, _ => counter.Increment()), Schedulers.Options(workers));
        counter.Sum().Should().Be(Count + (100 * 100));
    }

    [Fact]
    public void SumThenReset_WhileOthersAdd_EveryUpdateIsInExactlyOne()
    {
        const int Each = 200_000;
        var counter = new StripedCounter();
        long taken = 0;
        int adding = 6;
        Threads.RunTogether(8, i =>
        {
            if (i < 2)
            {
                while (Volatile.Read(ref adding) > 0)
                    Interlocked.Add(ref taken, counter.SumThenReset());
            }
            else
            {
                for (int k = 0; k < Each; k++)
                    counter.Increment();
                Interlocked.Decrement(ref adding);
            }
        });
        (taken + counter.SumThenReset()).Should().Be(6L * Each);
    }

    [Fact]
    public void SumThenReset_ByTwoAtOnce_EveryUpdateIsInExactlyOne()
    {
        const int Each = 300_000;
        var counter = new StripedCounter();
        long[] taken = new long[2];
        Threads.RunTogether(2, i =>
        {
            long mine = 0;
            for (int k = 0; k < Each; k++)
            {
                counter.Increment();
                mine += counter.SumThenReset();
            }

            taken[i] = mine;
        });
        (taken.Sum() + counter.SumThenReset()).Should().Be(2L * Each);
    }

    [Fact]
    public void Sum_WhileOthersIncrement_NeverFalls()
    {
        var counter = new StripedCounter();
        int adding = 4;
        Threads.RunTogether(5, i =>
        {
            if (i == 0)
            {
                long last = 0;
                while (Volatile.Read(ref adding) > 0)
                {
                    long sum = counter.Sum();
                    sum.Should().BeGreaterThanOrEqualTo(last);
                    last = sum;
                }
            }
            else
            {
                for (int k = 0; k < 100_000; k++)
                    counter.Increment();
                Interlocked.Decrement(ref adding);
            }
        });
    }

    [Fact]
    public void Updates_OnceWarm_AllocateNothing()
    {
        var counter = new StripedCounter();
        AllocatedBytes.Least(() =>
        {
            counter.Increment();
            counter.Add(3);
            counter.Sum();
            counter.SumThenReset();
            ((ISpanFormattable)counter).TryFormat(stackalloc char[20], out _, "", CultureInfo.InvariantCulture);
        }).OfThisThread.Should().Be(0);
    }

    [Fact]
    public void Format_AnyCulture_IsThatOfTheNumber()
    {
        var counter = new StripedCounter();
        counter.Add(-1_234_567);
        var german = CultureInfo.GetCultureInfo("de-DE");
        ((IFormattable)counter).ToString("N0", german).Should().Be((-1_234_567L).ToString("N0", german));
        counter.ToString().Should().Be((-1_234_567L).ToString());
        $"{counter:X}".Should().Be($"{-1_234_567L:X}");
        FluentActions.Invoking(() => ((IFormattable)counter).ToString("Q", null)).Should().Throw<FormatException>();
        ((ISpanFormattable)counter).TryFormat(new char[2], out int written, "", null).Should().BeFalse();
        written.Should().Be(0);
    }
}
