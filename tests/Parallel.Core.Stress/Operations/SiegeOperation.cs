using ParallelCore.Scheduling;
using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>Bodies that all wait for one more body of the same call: it runs, however many workers there are and whatever else they have to do.</summary>
internal sealed class SiegeOperation(int blocked, int? maxWorkers, bool isLoop, WorkStealingScheduler scheduler) : Operation
{
    /// <summary>So few that all callers together leave spares.</summary>
    public const int MostBlocked = 32;

    public override void Run(Call parent)
    {
        Call call = parent.Loop(scheduler, maxWorkers ?? int.MaxValue, this);
        using var relief = new ManualResetEventSlim();
        int arrived = 0;
        void Join()
        {
            using BodyScope body = call.Enter();
            if (Interlocked.Increment(ref arrived) > blocked)
            {
                relief.Set();
                return;
            }

            using (ParallelRange.Blocking())
            {
                relief.Wait();
            }
        }

        using CallScope scope = call.Begin();
        if (isLoop)
        {
            var options = new RangeOptions { Scheduler = scheduler, MaxWorkers = maxWorkers ?? int.MaxValue };
            ParallelRange.Run(0, blocked + 1, ChunkPolicy.Fixed(1), _ => Join(), options);
        }
        else
        {
            scheduler.Run(() => ForkJoin.Scope(spawns =>
            {
                for (int i = 0; i <= blocked; i++)
                {
                    spawns.Spawn(Join);
                }
            }));
        }

        parent.Verdict.Check(arrived == blocked + 1, $"{arrived} bodies ran; {this}");
    }

    public override string ToString() => $"{blocked} blocked {(isLoop ? "in a loop" : "in a scope")} on {scheduler.Name}, at most {maxWorkers} at once";
}
