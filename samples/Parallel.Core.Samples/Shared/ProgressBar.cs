using Spectre.Console;

namespace ParallelCore.Samples;

/// <summary>Shows a loop's progress as a bar.</summary>
/// <remarks>
/// The loop calls <see cref="Report"/> directly, on whichever worker is there but never twice at once, so this only stores a number.
/// The runtime's <see cref="Progress{T}"/> would queue each report to the thread pool, where they may overtake each other.
/// </remarks>
internal sealed class ProgressBar(ProgressTask bar) : IProgress<RangeProgress>
{
    public void Report(RangeProgress value) => bar.Value = bar.MaxValue * value.Fraction;
}
