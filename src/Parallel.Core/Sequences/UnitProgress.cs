namespace ParallelCore.Sequences;

/// <summary>Turns progress in units of several source items into items.</summary>
internal sealed class UnitProgress(IProgress<RangeProgress> progress, long unitSize, long total) : IProgress<RangeProgress>
{
    public void Report(RangeProgress value) => progress.Report(new RangeProgress(Math.Min(total, value.Completed * unitSize), total));
}
