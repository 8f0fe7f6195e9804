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
            for (int i = 0; i < scheduler.PlaceCount; i++)
            {
                Worker place = scheduler.PlaceAt(i);
                if (place.Depth > 0 || place.Lease.IsHeld || place.Slot.HasFork || place.Stolen is not null)
                {
                    Console.WriteLine("    " + Describe(place));
                }
            }
        }
    }

    public static string Describe(Worker place)
    {
        string slot = place.Slot.HasFork ? "has a fork" : place.Slot.IsEmpty ? "empty" : "closed";
        string frames = string.Join(", ", place.Frames.Take(Math.Min(place.Depth, 8)).Select(slot => $"{slot.Frame.GetType().Name} {(slot.Frame.IsExposed ? "exposed" : "private")} done {slot.Frame.Latch.IsSet} sleeping {slot.Frame.Latch.IsSleeping} thief {slot.Frame.ThiefWord.Read() & ExposedSlot<Primitives.AtomicCell>.IndexMask}"));
        return $"{place.Name} (place {place.Index}): depth {place.Depth}, first private {place.FirstPrivate}, slot {slot}, sleep flag {place.SleepFlag.Read()}, lease {place.Lease.IsHeld}, task {place.Task}, stolen from {place.Stolen?.Owner?.Index}, limited {place.Region?.Limit is not null} above {place.RegionBase}, spawn depth {place.SpawnDepth}, deferral {place.DeferWakingUntil}; {frames}";
    }
}
