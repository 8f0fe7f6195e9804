using ParallelCore.Scheduling;

namespace ParallelCore.Samples.OptionPricing;

/// <summary>The price of an option: the mean of what it pays over many random futures.</summary>
internal static class Simulations
{
    public static double Sequential(Option option, int paths)
    {
        double sum = 0;
        for (int path = 0; path < paths; path++)
            sum += option.Payoff(Noise.Normal(path));
        return sum / paths;
    }

    /// <summary>Each task adds up what it happens to get: the last digits differ from run to run.</summary>
    public static double Plinq(Option option, int paths) => ParallelEnumerable.Range(0, paths).Average(path => option.Payoff(Noise.Normal(path)));

    /// <summary>A fixed tree of additions: the same bits at every run, on any number of cores.</summary>
    public static double Fluent(Option option, int paths) => ParallelRange.From(0, paths).Select(Noise.Normal).Select(option.Payoff).Average();

    public static double FluentOn(int workers, Option option, int paths)
    {
        using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers });
        return ParallelRange.From(0, paths).On(scheduler).Select(Noise.Normal).Select(option.Payoff).Average();
    }
}
