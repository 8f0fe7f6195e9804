using ParallelCore.Scheduling;

namespace ParallelCore.Stress.Running;

/// <summary>Describes schedulers while they run, or hang. What it reads is racy, and good enough to see who waits for what.</summary>
internal static class StateDump
{
    public static void Write(Round round, IEnumerable<WorkStealingScheduler> schedulers)
    {
        foreach (string line in round.Running())
        {
            Console.WriteLine("  " + line);
        }

        foreach (WorkStealingScheduler scheduler in schedulers.Concat(round.ShortLived()))
        {
            Console.WriteLine(
                $"  {scheduler.Name}: {scheduler.Gate.Searching} searching, {scheduler.Gate.Sleeping} sleeping, disposed {scheduler.IsDisposed}, queued tasks {scheduler.HasQueuedTasks}, {scheduler.GetStatistics()}");
            foreach (Worker place in scheduler.Places)
            {
                if (place.Stack.Depth > 0 || place.Lease.IsHeld || place.Stolen is not null)
                {
                    Console.WriteLine("    " + Describe(place));
                }
            }
        }
    }

    public static string Describe(Worker place)
    {
        string frames = string.Join(", ", place.Frames.Take(Math.Min(place.Stack.Depth, 8)).Select(slot => $"{slot.Frame.GetType().Name} done {slot.Frame.Latch.IsSet} thief {slot.Frame.Thief?.Index}"));
        return $"{place.Name} (place {place.Index}): top {place.Stack.Top}, depth {place.Stack.Depth}, sleep flag {place.SleepFlag.Read()}, lease {place.Lease.IsHeld}, task {place.Task}, stolen from {place.Stolen?.Owner?.Index}, limited {place.Region?.Limit is not null}, deferral {place.DeferWakingUntil}; {frames}";
    }
}
