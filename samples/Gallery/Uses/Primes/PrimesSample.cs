using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.Primes;

internal sealed class PrimesSample : ISample
{
    private const int Parts = 4;

    public string Name => "primes";

    public string Teaches => "the first loop, and why equal parts are not equal work";

    public ITrial Prepare(Scale scale)
    {
        int limit = scale.Pick(200_000, 2_000_000, 20_000_000);
        int threads = ParallelEnvironment.RecommendedWorkers;
        return new Trial<long>($"Primes below {limit:N0}", Expect.Exactly(Known(limit)))
            .Sequential("the loop that you have", () => PrimeCount.Sequential(limit))
            .NaiveAndSlow("a thread for each core, equal parts", () => PrimeCount.EqualParts(limit, threads))
            .Ours("ParallelRange.Run, per chunk", () => PrimeCount.InParallel(limit))
            .Twin("Parallel.For with a local", () => PrimeCount.ByParallelFor(limit))
            .Also("From().Where().LongCount()", () => PrimeCount.InOneLine(limit))
            .Showing((console, _) => Show(console, limit));
    }

    /// <summary>The number of primes below a limit, as tables have it.</summary>
    private static long Known(int limit) => limit switch
    {
        200_000 => 17_984,
        2_000_000 => 148_933,
        20_000_000 => 1_270_607,
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, "No known count."),
    };

    /// <summary>Why a quarter of the numbers is not a quarter of the work, and what a loop can say of itself.</summary>
    private static void Show(IAnsiConsole console, int limit)
    {
        int part = limit / Parts;
        long[] work = [.. Enumerable.Range(0, Parts).Select(p => Divisions(p * part, (p + 1) * part))];
        double largest = (double)work.Max() / work.Sum();

        var chart = new BarChart { Label = "Divisions in each quarter of the numbers, in thousands", Width = 78 };
        for (int p = 0; p < Parts; p++)
            chart.AddItem($"from {p * part:N0}", Math.Round(work[p] / 1e3), Color.Blue);
        console.Write(chart);
        console.WriteLine($"The last quarter is {largest:P0} of the work: with a core for each quarter, the speed-up ends at {1 / largest:N1} x, and three cores wait for the fourth.");
        ParallelRange.Run(0, limit, n => PrimeCount.IsPrime(n), new RangeOptions { Name = "primes", Report = report => console.WriteLine(report.ToString()) });
    }

    /// <summary>How many divisions there are for a range of numbers: the cost, without a clock.</summary>
    private static long Divisions(int start, int end) => ParallelRange.From(Math.Max(start, 2), end).Select(static n =>
    {
        int root = (int)Math.Sqrt(n);
        for (int divisor = 2; divisor <= root; divisor++)
        {
            if (n % divisor == 0)
                return divisor - 1L;
        }

        return Math.Max(0L, root - 1);
    }).Sum();
}
