using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Scheduling;
using ParallelCore.Tests.Collections;

namespace ParallelCore.Tests.Scheduling.Blocking;

/// <summary>Bodies that fill all workers wait in a collection for what another body of their loop does: nobody opened a region.</summary>
public sealed class CollectionWaitTests
{
    private static int s_line = 4_000_000;

    private delegate TGuard Enter<out TGuard>()
        where TGuard : allows ref struct;

    private delegate void Exit<in TGuard>(TGuard guard)
        where TGuard : allows ref struct;

    public static TheoryData<int> Workers => [1, 2, 4];

    public static TheoryData<int> Several => [2, 3, 4];

    public static TheoryData<int, BufferForm> WorkersAndForms
    {
        get
        {
            var data = new TheoryData<int, BufferForm>();
            foreach (int workers in (int[])[1, 2, 4])
            {
                foreach (BufferForm form in Enum.GetValues<BufferForm>())
                    data.Add(workers, form);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(WorkersAndForms))]
    public void Get_BufferIsEmpty_ABodyThatPutsStillRuns(int workers, BufferForm form) => ForRounds(workers, scheduler =>
    {
        BlockingBuffer<int> buffer = Buffers.Make<int>(form);
        int arrived = 0;
        int sum = 0;
        Run(scheduler, workers + 1, () =>
        {
            if (Interlocked.Increment(ref arrived) <= workers)
            {
                buffer.TryGet(out int item, Siege.Forever).Should().BeTrue();
                Interlocked.Add(ref sum, item);
                return;
            }

            for (int i = 1; i <= workers; i++)
                buffer.Put(i);
        });
        sum.Should().Be(workers * (workers + 1) / 2);
    });

    [Theory]
    [MemberData(nameof(WorkersAndForms))]
    public void Put_BufferIsFull_ABodyThatGetsStillRuns(int workers, BufferForm form) => ForRounds(workers, scheduler =>
    {
        BlockingBuffer<int> buffer = Buffers.Make<int>(form, capacity: 1);
        buffer.Put(0);
        int arrived = 0;
        int got = 0;
        Run(scheduler, workers + 1, () =>
        {
            if (Interlocked.Increment(ref arrived) <= workers)
            {
                buffer.TryPut(1, Siege.Forever).Should().BeTrue();
                return;
            }

            for (int i = 0; i <= workers; i++)
                got += buffer.TryGet(out int item, Siege.Forever) ? item : 100;
        });
        got.Should().Be(workers);
    });

    [Theory]
    [MemberData(nameof(Workers))]
    public void Join_ItemsAreUnfinished_ABodyThatFinishesThemStillRuns(int workers) => ForRounds(workers, scheduler =>
    {
        BlockingBuffer<int> buffer = BlockingBuffer.Fifo<int>();
        buffer.Put(1);
        SiegeOf(scheduler, workers, () => buffer.TryJoin(Siege.Forever).Should().BeTrue(), buffer.TaskDone);
    });

    [Theory]
    [MemberData(nameof(Several))]
    public void Lock_IsHeld_ABodyThatLetsItGoStillRuns(int workers)
    {
        var guarded = new Guarded<int>(0);
        ForRounds(workers, scheduler => HoldAndWait(scheduler, workers, () => guarded.Lock(), guard => guard.Dispose()));
    }

    [Theory]
    [MemberData(nameof(Several))]
    public void TryLock_IsHeld_ABodyThatLetsItGoStillRuns(int workers)
    {
        var guarded = new Guarded<int>(0);
        ForRounds(workers, scheduler => HoldAndWait(
            scheduler,
            workers,
            () =>
            {
                guarded.TryLock(out Guard<int> guard, Siege.Forever).Should().BeTrue();
                return guard;
            },
            guard => guard.Dispose()));
    }

    [Theory]
    [MemberData(nameof(Several))]
    public void Enter_GateIsTaken_ABodyThatOpensItStillRuns(int workers)
    {
        var gate = new SerialGate();
        ForRounds(workers, scheduler => HoldAndWait(scheduler, workers, () => gate.Enter(), scope => scope.Dispose()));
    }

    [Theory]
    [MemberData(nameof(Several))]
    public void WriteLock_IsHeld_ABodyThatLetsItGoStillRuns(int workers)
    {
        var guarded = new ReadWriteGuarded<int>(0);
        ForRounds(workers, scheduler => HoldAndWait(scheduler, workers, () => guarded.WriteLock(), guard => guard.Dispose()));
    }

    [Theory]
    [MemberData(nameof(Several))]
    public void ReadLock_IsWritten_ABodyThatLetsItGoStillRuns(int workers)
    {
        var guarded = new ReadWriteGuarded<int>(0);
        ForRounds(workers, scheduler =>
        {
            int arrived = 0;
            using var hasRun = new ManualResetEventSlim();
            Run(scheduler, workers + 1, () =>
            {
                int number = Interlocked.Increment(ref arrived);
                if (number == 1)
                {
                    using (guarded.WriteLock())
                        Siege.WaitFor(hasRun);
                }
                else if (number <= workers)
                {
                    guarded.ReadLock().Dispose();
                }
                else
                {
                    hasRun.Set();
                }
            });
        });
    }

    /// <summary>The first body takes the lock and waits until the last one has run; those between wait for the lock, in place of whom somebody must step in: it is in no region itself.</summary>
    private static void HoldAndWait<TGuard>(WorkStealingScheduler scheduler, int workers, Enter<TGuard> enter, Exit<TGuard> exit)
        where TGuard : allows ref struct
    {
        int arrived = 0;
        using var hasRun = new ManualResetEventSlim();
        Run(scheduler, workers + 1, () =>
        {
            int number = Interlocked.Increment(ref arrived);
            if (number > workers)
            {
                hasRun.Set();
                return;
            }

            TGuard guard = enter();
            if (number == 1)
                Siege.WaitFor(hasRun);
            exit(guard);
        });
    }

    /// <summary>So many bodies wait, and one more ends their wait.</summary>
    private static void SiegeOf(WorkStealingScheduler scheduler, int blocked, Action wait, Action relieve)
    {
        int arrived = 0;
        Run(scheduler, blocked + 1, () => (Interlocked.Increment(ref arrived) <= blocked ? wait : relieve)());
    }

    private static void ForRounds(int workers, Action<WorkStealingScheduler> round)
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers, Name = "collections" });
        for (int i = 0; i < 10; i++)
            round(scheduler);
    }

    private static void Run(WorkStealingScheduler scheduler, int count, Action body) =>
        ParallelRange.Run(0, count, 1, _ => body(), new RangeOptions { Scheduler = scheduler }, Interlocked.Increment(ref s_line));
}
