using System.Collections.Concurrent;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling;

/// <summary>Schedulers that tests share: a worker more costs nothing while it sleeps.</summary>
internal static class Schedulers
{
    private static readonly ConcurrentDictionary<int, WorkStealingScheduler> s_byWorkers = new();

    /// <summary>Numbers of workers up to far more than processors: a worker that waits in a body needs none.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [2, 3, 4, 8, 16, 64, 256];

    public static WorkStealingScheduler Of(int workers) =>
        s_byWorkers.GetOrAdd(workers, static count => new WorkStealingScheduler(new WorkStealingOptions { Workers = count, Name = $"test of {count}" }));

    public static RangeOptions Options(int workers) => new() { Scheduler = Of(workers) };

    /// <summary>Runs a body as a worker of a shared test scheduler.</summary>
    public static void On(int workers, Action body) => Of(workers).Run(body);
}
