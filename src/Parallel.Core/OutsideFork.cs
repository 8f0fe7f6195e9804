using System.Diagnostics;
using ParallelCore.Scheduling;

namespace ParallelCore;

/// <summary>A fork that comes from a thread outside every scheduler.</summary>
/// <remarks>
/// A fork's cost is unknown until it is over, and waking a sleeping worker costs microseconds. So where everybody rests and the same body was short the last
/// time, nobody is woken; should it be long this time, whoever dozes sees it at its next look. Nothing of this costs a clock reading while a worker is awake.
/// </remarks>
internal readonly ref struct OutsideFork
{
    private readonly WorkerLease _lease;
    private readonly int _key;
    private readonly float _known;
    private readonly long _start;

    private OutsideFork(WorkerLease lease, int key, float known, long start)
    {
        _lease = lease;
        _key = key;
        _known = known;
        _start = start;
    }

    public Worker Worker => _lease.Worker;

    public static OutsideFork Enter(int key)
    {
        var lease = WorkerLease.Enter(WorkStealingScheduler.Shared);
        if (!lease.Worker.Scheduler.Gate.NeedsWaking)
        {
            return new OutsideFork(lease, key, 0, 0);
        }

        long start = Stopwatch.GetTimestamp();
        float known = SiteCosts.Get(key);
        float worthWaking = lease.Worker.Scheduler.WakeCost.WorthWaking;
        if (known > 0 && known < worthWaking)
        {
            lease.Worker.DeferWakingUntil = start + (long)worthWaking;
        }
        else if (lease.Worker.Scheduler.TryWakeOne(lease.Worker))
        {
            lease.Worker.Counts.Wakes++;
        }

        return new OutsideFork(lease, key, known, start);
    }

    public void Exit()
    {
        if (_start != 0)
        {
            Worker.DeferWakingUntil = 0;
            SiteCosts.Set(_key, _known, LoopClock.Elapsed(_start, Stopwatch.GetTimestamp()));
        }

        _lease.Exit();
    }
}
