using Spectre.Console;

namespace ParallelCore.Samples.OptionPricing;

/// <summary>A financial simulation whose result can be audited: it doesn't depend on how many cores there are.</summary>
internal sealed class OptionPricingSample : ISample
{
    private static readonly int[] s_workers = [1, 2, 3, 16];

    public string Name => "option-pricing";

    public string Question => "how do I get the same result on any number of cores?";

    public bool Run(bool isQuick)
    {
        var option = new Option(Spot: 100, Strike: 105, Rate: 0.03, Volatility: 0.2, Years: 1);
        int paths = isQuick ? 100_000 : 5_000_000;
        double exact = option.Exact();
        double tolerance = 50 / Math.Sqrt(paths);
        var comparison = new Comparison(FormattableString.Invariant($"{paths:N0} futures of one option"), isQuick ? 1 : 5, price => Math.Abs(BitConverter.Int64BitsToDouble(price) - exact) < tolerance);
        comparison.Add("sequential", () => BitConverter.DoubleToInt64Bits(Simulations.Sequential(option, paths)));
        comparison.Add("PLINQ", () => BitConverter.DoubleToInt64Bits(Simulations.Plinq(option, paths)));
        comparison.Add("From().Select().Average()", () => BitConverter.DoubleToInt64Bits(Simulations.Fluent(option, paths)));
        bool isRight = comparison.Run();

        double[] prices = [.. s_workers.Select(workers => Simulations.FluentOn(workers, option, paths))];
        for (int i = 0; i < s_workers.Length; i++)
            AnsiConsole.WriteLine(FormattableString.Invariant($"{s_workers[i],2} workers: {prices[i]:R}"));
        AnsiConsole.WriteLine(FormattableString.Invariant($"exact:      {exact:R}"));
        return isRight && prices.Distinct().Count() == 1;
    }
}
