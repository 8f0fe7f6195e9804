using ParallelCore.Scheduling;

namespace ParallelCore.Gallery.Uses.OptionPricing;

internal static partial class OptionPrice
{
    /// <summary>A fixed tree of additions: the same bits at every run, on any number of cores.</summary>
    public static double InParallel(Option option, int paths) =>
        ParallelRange.From(0, paths)
            .Select(path => option.Payoff(Noise.Normal(path)))
            .Average();

    /// <summary>The same on a number of workers of your choice.</summary>
    public static double On(int workers, Option option, int paths)
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers });
        return ParallelRange.From(0, paths).On(scheduler)
            .Select(path => option.Payoff(Noise.Normal(path)))
            .Average();
    }
}
