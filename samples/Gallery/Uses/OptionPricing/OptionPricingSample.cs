using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.OptionPricing;

internal sealed class OptionPricingSample : ISample
{
    private static readonly int[] s_workers = [1, 2, 3, 16];

    public string Name => "option-pricing";

    public string Teaches => "Monte Carlo with the same bits on any number of cores";

    public ITrial Prepare(Scale scale)
    {
        var option = new Option(Spot: 100, Strike: 105, Rate: 0.03, Volatility: 0.2, Years: 1);
        int paths = scale.Pick(200_000, 5_000_000, 50_000_000);
        double onOneWorker = OptionPrice.On(1, option, paths);
        Func<double, string?> isNear = Expect.Near(option.Exact(), 50 / Math.Sqrt(paths));
        return new Trial<double>($"{paths:N0} futures of one option; the exact price is {option.Exact():N4}", isNear)
            .Sequential("add up, divide", () => OptionPrice.Sequential(option, paths))
            .NaiveAndWrong("one sum for all workers", () => OptionPrice.SharedSum(option, paths))
            .Ours("From().Select().Average()", () => Reproducible(OptionPrice.InParallel(option, paths), onOneWorker))
            .Twin("PLINQ, Average", () => OptionPrice.ByPlinq(option, paths))
            .LimitedBy("the call of a lambda and an addition that keeps the bits, a nanosecond or two beside the forty of a future: with DOTNET_PROCESSOR_COUNT=1, the table shows what they take on one worker.")
            .Showing((console, _) =>
            {
                foreach (int workers in s_workers)
                    console.WriteLine($"{workers,2} workers: {Reproducible(OptionPrice.On(workers, option, paths), onOneWorker):R}");
                console.WriteLine($"exact:      {option.Exact():R}");
            });
    }

    /// <summary>Not about the same: the same bits.</summary>
    private static double Reproducible(double price, double onOneWorker) => price.Equals(onOneWorker) ? price : double.NaN;
}
