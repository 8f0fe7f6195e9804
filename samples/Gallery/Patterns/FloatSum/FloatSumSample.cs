using ParallelCore.Gallery.Running;
using ParallelCore.Scheduling;
using Spectre.Console;

namespace ParallelCore.Gallery.Patterns.FloatSum;

internal sealed class FloatSumSample : ISample
{
    private static readonly int[] s_workers = [1, 2, 3, 16];

    public string Name => "float-sum";

    public string Teaches => "why the last digits change from run to run";

    public ITrial Prepare(Scale scale)
    {
        var random = new Random(3);
        double[] items = [.. Enumerable.Range(0, scale.Pick(200_000, 4_000_000, 50_000_000)).Select(_ => Math.Exp(40 * random.NextDouble()))];
        double expected = items.InParallel().Select(Math.Sqrt).WithMaxWorkers(1).Sum();
        double rounding = Math.Abs(expected) * 1e-9;
        return new Trial<(double Sum, bool MustBeSame)>($"The sum of {items.Length:N0} roots", Mistake)
            .Sequential("from left to right", () => (Total.Sequential(items), false))
            .NaiveAndWrong("sums of chunks, as they come", () => (Total.AsTheyCome(items), true))
            .Ours("InParallel().Select().Sum()", () => (Total.InParallel(items), true))
            .Showing((console, _) => Show(console, items));

        // The sequential sum adds in another order than the tree: the same within rounding.
        string? Mistake((double Sum, bool MustBeSame) found) =>
            Math.Abs(found.Sum - expected) > rounding ? $"{found.Sum:R} instead of {expected:R}"
            : found.MustBeSame && !found.Sum.Equals(expected) ? $"{found.Sum:R}, which is not {expected:R} as on one worker"
            : null;
    }

    private static void Show(IAnsiConsole console, double[] items)
    {
        foreach (int workers in s_workers)
        {
            using var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = workers });
            console.WriteLine($"{workers,2} workers: {items.InParallel().On(scheduler).Select(Math.Sqrt).Sum():R}");
        }
    }
}
