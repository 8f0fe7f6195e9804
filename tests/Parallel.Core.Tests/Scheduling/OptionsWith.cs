using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling;

/// <summary>Copies of options that differ in something.</summary>
internal static class OptionsWith
{
    public static RangeOptions With(
        this RangeOptions options,
        int? maxWorkers = null,
        CancellationToken? cancellationToken = null,
        IProgress<RangeProgress>? progress = null,
        WorkStealingScheduler? scheduler = null,
        Action<RangeReport>? report = null,
        string? name = null) => new()
        {
            MaxWorkers = maxWorkers ?? options.MaxWorkers,
            CancellationToken = cancellationToken ?? options.CancellationToken,
            Progress = progress ?? options.Progress,
            Scheduler = scheduler ?? options.Scheduler,
            Report = report ?? options.Report,
            Name = name ?? options.Name,
        };
}
