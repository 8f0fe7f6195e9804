using System.Collections.Concurrent;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling;

/// <summary>Schedulers that tests share: a worker more costs nothing while it sleeps.</summary>
internal static class Schedulers
{
    private static readonly ConcurrentDictionary<int, WorkStealingScheduler> s_byWorkers = new();

    public static WorkStealingScheduler Of(int workers) =>
        s_byWorkers.GetOrAdd(workers, static count => new WorkStealingScheduler(new WorkStealingOptions { Workers = count, Name = $"test of {count}" }));

    public static RangeOptions Options(int workers) => new() { Scheduler = Of(workers) };

    /// <summary>Runs a body as a worker of a shared test scheduler.</summary>
    public static void On(int workers, Action body) => Of(workers).Run(body);
}
