using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Docs;

/// <summary>The promises that the README makes, each in its shortest form. Speed is shown by the benchmarks.</summary>
public sealed class GuaranteesTests
{
    private const int Count = 10_000;

    [Fact]
    public void Run_OnceWarm_AllocatesNothing()
    {
        int[] items = new int[Count];
        LeastAllocatedBytes(() => ParallelRange.Run(0, Count, 64, items, static (start, end, items) => items.AsSpan(start..end).Fill(1))).Should().Be(0);
    }

    [Fact]
    public void Invoke_OnceWarm_AllocatesNothing() => LeastAllocatedBytes(static () => Fibonacci(15)).Should().Be(0);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void Run_FixedChunk_CutsAtTheSamePlacesForAnyWorkerCount(int workers)
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers });
        int[] ends = new int[Count];
        ParallelRange.Run(5, Count, 64, (start, end) => ends[start] = end, new RangeOptions { Scheduler = scheduler });

        for (int start = 0; start < Count; start++)
            ends[start].Should().Be(start >= 5 && (start - 5) % 64 == 0 ? Math.Min(start + 64, Count) : 0);
    }

    [Fact]
    public void Run_SeveralFail_ReportsTheLowestIndexFirst()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 8 });
        for (int round = 0; round < 50; round++)
        {
            Action run = () => ParallelRange.Run(
                0,
                Count,
                i => _ = i % 1000 == 777 ? throw new InvalidOperationException($"{i}") : 0,
                new RangeOptions { Scheduler = scheduler });
            run.Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("777");
        }
    }

    [Fact]
    public void Run_LockHeldAcrossNestedLoop_IsNeverEnteredAgain()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 4 });
        object gate = new();
        int reentries = 0;
        bool[] isInside = new bool[1];
        ParallelRange.Run(
            0,
            200,
            1,
            _ =>
            {
                lock (gate)
                {
                    // A monitor lets its own thread in again: if waiting ran another iteration of the outer loop, this would see it.
                    reentries += isInside[0] ? 1 : 0;
                    isInside[0] = true;
                    ParallelRange.Run(0, 32, 1, static _ => Thread.SpinWait(200));
                    isInside[0] = false;
                }
            },
            new RangeOptions { Scheduler = scheduler });

        reentries.Should().Be(0);
    }

    [Fact]
    public void Workers_AfterALoop_AllSleep()
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 4 });
        ParallelRange.Run(0, 64, 1, static _ => Thread.SpinWait(1000), new RangeOptions { Scheduler = scheduler });
        SpinWait.SpinUntil(() => scheduler.Gate.Sleeping == 3, TimeSpan.FromSeconds(30)).Should().BeTrue();
    }

    private static long Fibonacci(int k)
    {
        if (k < 2)
            return k;
        (long left, long right) = ForkJoin.Invoke(k - 1, k - 2, static below => Fibonacci(below));
        return left + right;
    }

    /// <summary>On the calling thread, in the best of several batches: a worker that joins for the first time may still fill a pool.</summary>
    private static long LeastAllocatedBytes(Action call)
    {
        const int Batches = 10;
        const int Calls = 200;
        long least = long.MaxValue;
        for (int batch = 0; batch < Batches; batch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Calls; i++)
                call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
