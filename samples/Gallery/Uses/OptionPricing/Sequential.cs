namespace ParallelCore.Gallery.Uses.OptionPricing;

/// <summary>The price of an option: the mean of what it pays over many random futures.</summary>
internal static partial class OptionPrice
{
    public static double Sequential(Option option, int paths)
    {
        double sum = 0;
        for (int path = 0; path < paths; path++)
            sum += option.Payoff(Noise.Normal(path));
        return sum / paths;
    }
}
