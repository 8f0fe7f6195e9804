namespace ParallelCore.Tests.Loops;

/// <summary>Throws at the reports that it is asked to.</summary>
internal sealed class ThrowingProgress(Func<RangeProgress, Exception?> fail) : IProgress<RangeProgress>
{
    public void Report(RangeProgress value)
    {
        if (fail(value) is { } error)
            throw error;
    }
}
