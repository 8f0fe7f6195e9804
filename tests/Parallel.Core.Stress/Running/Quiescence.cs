using ParallelCore.Scheduling;
using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Running;

/// <summary>What must be true of a scheduler when nobody uses it.</summary>
internal static class Quiescence
{
    /// <summary>On a machine with much else to do, a thread on its way to sleep may not run for long.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <summary>All threads sleep, nothing is pending anywhere, and the numbers add up.</summary>
    public static void Check(WorkStealingScheduler scheduler, Verdict verdict)
    {
        int threads = scheduler.Workers - 1;
        if (!Await(() => scheduler.Gate.Searching == 0 && scheduler.Gate.Idle == threads && HasNoSpares(scheduler)))
        {
            verdict.Fail($"{scheduler.Name} has {scheduler.Gate.Searching} searching and {scheduler.Gate.Idle} idle of {threads} threads, {scheduler.Spares.Absent} absent, and nothing to do");
        }

        CheckPlaces(scheduler, verdict);
    }

    /// <summary>The same of a disposed scheduler, whose threads have ended.</summary>
    public static void CheckEnded(WorkStealingScheduler scheduler, Verdict verdict)
    {
        if (!Await(() => scheduler.Gate.Idle == 0 && HasNoSpares(scheduler)))
        {
            verdict.Fail($"a disposed scheduler still counts {scheduler.Gate.Idle} idle threads");
        }

        CheckPlaces(scheduler, verdict);
    }

    private static bool HasNoSpares(WorkStealingScheduler scheduler) => scheduler.Spares is { Absent: 0, AreTooMany: false };

    private static bool Await(Func<bool> condition) => SpinWait.SpinUntil(condition, s_patience);

    private static void CheckPlaces(WorkStealingScheduler scheduler, Verdict verdict)
    {
        Worker[] places = scheduler.Places;
        for (int i = 0; i < places.Length; i++)
        {
            Worker place = places[i];
            bool isSpare = place.Index < 0;
            bool isClear = place.Stack.Depth == 0 && place.Stack.Top == 0 && (isSpare || !place.Lease.IsHeld) && !place.IsBlocked && place.LoopPart == 0 && place.Stolen is null
                && place.Region?.Limit is null && place.DeferWakingUntil == 0
                && !Array.Exists(place.Frames, slot => slot.Frame.Thief is not null || slot.Frame.Parent is not null || slot.Frame.Region?.Context is not null || slot.Frame.Latch.IsSet);
            verdict.Check(isClear, $"a place wasn't left as it was found: {StateDump.Describe(place)}");
        }

        foreach ((string name, WorkerCounts worker) in scheduler.GetCounts())
        {
            bool isSound = worker.Forks >= 0 && worker.Steals >= 0 && worker.FailedSteals >= 0 && worker.Parks >= 0 && worker.Wakes >= 0;
            verdict.Check(isSound, $"statistics of {name} don't add up");
        }

        WorkStealingStatistics total = scheduler.GetStatistics();
        verdict.Check(total.Steals <= total.Forks, $"statistics don't add up: {total}");
    }
}
