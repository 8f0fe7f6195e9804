namespace ParallelCore.Gallery.Uses.OptionPricing;

internal static partial class OptionPrice
{
    /// <summary>Two workers read the same sum, and one of the two payoffs is lost.</summary>
    public static double SharedSum(Option option, int paths)
    {
        double sum = 0;
        ParallelRange.Run(0, paths, path => sum += option.Payoff(Noise.Normal(path)));
        return sum / paths;
    }
}
