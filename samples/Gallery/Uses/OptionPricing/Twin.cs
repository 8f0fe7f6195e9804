namespace ParallelCore.Gallery.Uses.OptionPricing;

internal static partial class OptionPrice
{
    /// <summary>Each task adds up what it happens to get: the last digits may differ from run to run.</summary>
    public static double ByPlinq(Option option, int paths) =>
        ParallelEnumerable.Range(0, paths).Average(path => option.Payoff(Noise.Normal(path)));
}
