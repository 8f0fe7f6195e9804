using FluentAssertions;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling;

/// <summary>Circumstances in which other schedulers stand still.</summary>
public sealed class PressureTests
{
    [Fact]
    public void Run_EveryThreadPoolThreadBlocked_Completes()
    {
        ThreadPool.GetMinThreads(out int least, out _);
        using var release = new ManualResetEventSlim();
        using var blocked = new CountdownEvent(least);
        Task[] blockers = [.. Enumerable.Range(0, least + 16).Select(_ => Task.Run(() =>
        {
            if (!blocked.IsSet)
            {
                try
                {
                    blocked.Signal();
                }
                catch (InvalidOperationException)
                {
                    // The pool grew meanwhile, and others have counted it down.
                }
            }

            release.Wait();
        }))];
        blocked.Wait();

        // Both bodies must be in flight at once, so another worker's thread is needed, which is none of the pool's.
        Pair.Run(Schedulers.Options(2), _ => { });
        int count = 0;
        ParallelRange.Run(0, 10_000, _ => Interlocked.Increment(ref count), Schedulers.Options(4));
        using (var fresh = new WorkStealingScheduler(new WorkStealingOptions { Workers = 3 }))
            ParallelRange.Run(0, 10_000, 10, _ => Interlocked.Increment(ref count), new RangeOptions { Scheduler = fresh });
        Task.Factory.StartNew(() => count++, CancellationToken.None, TaskCreationOptions.None, Schedulers.Of(2).AsTaskScheduler()).Wait();
        release.Set();
        Task.WaitAll(blockers);
        count.Should().Be(20_001);
    }

    [Fact]
    public void Run_FromThreadPoolThreads_Completes()
    {
        int count = 0;
        Task[] callers = [.. Enumerable.Range(0, 16).Select(_ => Task.Run(() => ParallelRange.Run(0, 1_000, 10, _ => Interlocked.Increment(ref count), Schedulers.Options(2))))];
        Task.WaitAll(callers);
        count.Should().Be(16_000);
    }

    [Fact]
    public void Run_CollectionsWhileWorkersSpin_Completes()
    {
        for (int round = 0; round < Effort.Pick(quick: 1, full: 10); round++)
        {
            // So many, not as long as it takes: where stopping all threads is slow, the collections would hold up the very work that ends them.
            var collector = new Thread(static () =>
            {
                for (int i = 0; i < 200; i++)
                    GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            });
            collector.Start();
            int[] ran = new int[200];
            ParallelRange.Run(0, 200, 5, i => ran[i] = new string('x', i + 1).Length, Schedulers.Options(4));
            long sum = 0;
            Schedulers.On(4, () => sum = Sum(0, 256));
            collector.Join();
            ran.Should().Equal(Enumerable.Range(1, 200));
            sum.Should().Be(255 * 128);
        }
    }

    [Fact]
    public void Run_SixtyFourWorkers_NestedLoopsComplete()
    {
        for (int round = 0; round < Effort.Pick(quick: 5, full: 20); round++)
        {
            int count = 0;
            ParallelRange.Run(0, 64, 1, _ => ParallelRange.Run(0, 64, 1, _ => Interlocked.Increment(ref count)), Schedulers.Options(64));
            count.Should().Be(4_096);
        }
    }

    [Fact]
    public void Run_BodiesOfManyCallersMeet_AllCallersAreWorkers() => Threads.RunTogether(6, _ =>
    {
        // Every caller runs its own loop even if all pool threads are held by others' bodies.
        for (int round = 0; round < 100; round++)
        {
            int count = 0;
            ParallelRange.Run(0, 8, 1, _ => Interlocked.Increment(ref count), Schedulers.Options(2));
            count.Should().Be(8);
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(64)]
    public void Shared_ProcessorCountOverridden_HasAsManyWorkersAndWorks(int processors)
    {
        IReadOnlyDictionary<string, string> answers = EngineProbe.Run(processors);
        answers["Workers"].Should().Be($"{processors}");
        answers["Loop"].Should().Be("10000");
        answers["Nested"].Should().Be("10000");
        answers["Fork"].Should().Be("2584");
        answers["Scope"].Should().Be("1000");
        answers["Task"].Should().Be("7");
    }

    private static long Sum(int from, int to)
    {
        if (to - from == 1)
            return new long[] { from }[0];
        int middle = (from + to) / 2;
        (long left, long right) = ForkJoin.Invoke((from, middle), (middle, to), static part => Sum(part.Item1, part.Item2));
        return left + right;
    }
}
