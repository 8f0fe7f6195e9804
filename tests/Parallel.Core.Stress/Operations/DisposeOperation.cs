using ParallelCore.Scheduling;
using ParallelCore.Stress.Checking;
using ParallelCore.Stress.Running;

namespace ParallelCore.Stress.Operations;

/// <summary>A scheduler of its own that is disposed by another thread while loops and tasks run on it.</summary>
internal sealed class DisposeOperation(int workers, int loops, int disposeAfter, bool hasTasks, ThreadPriority priority) : Operation
{
    public override void Run(Call parent)
    {
        var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers, Name = "short-lived", Priority = priority });
        parent.Round.Watch(scheduler);
        Call call = parent.TaskChild();
        using (call.Begin())
        {
            var disposer = new Thread(() => DisposeLater(scheduler)) { IsBackground = true };
            disposer.Start();
            RunLoops(scheduler, call);
            if (hasTasks)
            {
                RunTasks(scheduler, call);
            }

            disposer.Join();
        }

        scheduler.Dispose();
        call.Verdict.Check(scheduler.IsDisposed, "a disposed scheduler doesn't say so");
        Quiescence.CheckEnded(scheduler, call.Verdict);
        parent.Round.Forget(scheduler);
    }

    public override string ToString() => $"{loops} loops on {workers} workers, disposed after {disposeAfter}, tasks {hasTasks}";

    private void DisposeLater(WorkStealingScheduler scheduler)
    {
        Thread.SpinWait(disposeAfter);
        scheduler.Dispose();
    }

    private void RunLoops(WorkStealingScheduler scheduler, Call call)
    {
        var options = new RangeOptions { Scheduler = scheduler };
        for (int loop = 0; loop < loops; loop++)
        {
            var hits = new int[50 * (loop + 1)];
            bool isRefused = false;
            try
            {
                ParallelRange.Run(0, hits.Length, ChunkPolicy.Fixed(1 + loop), (int i) =>
                {
                    Thread.SpinWait(20);
                    ForkJoin.Invoke(() => Interlocked.Increment(ref hits[i]), () => Interlocked.Increment(ref hits[i]));
                }, options);
            }
            catch (ObjectDisposedException)
            {
                isRefused = true;
            }

            int expected = isRefused ? 0 : 2;
            call.Verdict.Check(!isRefused || scheduler.IsDisposed, "a living scheduler said that it was disposed");
            call.Verdict.Check(hits.All(count => count == expected), $"{this}: loop {loop}, refused {isRefused}, missed positions");
        }
    }

    /// <summary>Whatever was accepted runs, however the disposal falls.</summary>
    private void RunTasks(WorkStealingScheduler scheduler, Call call)
    {
        var factory = new TaskFactory(scheduler.AsTaskScheduler());
        var accepted = new List<Task>();
        int runs = 0;
        try
        {
            while (accepted.Count < 10_000)
            {
                accepted.Add(factory.StartNew(() => Interlocked.Increment(ref runs)));
                Thread.SpinWait(accepted.Count % 8 * 50);
            }
        }
        catch (TaskSchedulerException e)
        {
            call.Verdict.Check(e.InnerException is ObjectDisposedException, $"{this}: queueing failed with {e}");
        }

        Task.WaitAll([.. accepted]);
        call.Verdict.Check(runs == accepted.Count, $"{this}: {runs} of {accepted.Count} accepted tasks ran");
    }
}
