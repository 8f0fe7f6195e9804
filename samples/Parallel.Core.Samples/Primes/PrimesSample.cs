using System.Globalization;
using Spectre.Console;

namespace ParallelCore.Samples.Primes;

/// <summary>The classic first program on all cores: how many primes are there below a limit?</summary>
internal sealed class PrimesSample : ISample
{
    public string Name => "primes";

    public string Question => "how do I put a loop on all cores?";

    public bool Run(bool isQuick)
    {
        bool allRight = true;
        int[] limits = isQuick ? [500_000] : [500_000, 5_000_000];
        foreach (int limit in limits)
            allRight &= Compare(limit, rounds: isQuick ? 1 : 3);

        ShowWorkOfEqualChunks(limits[0]);
        ShowReport(limits[0]);
        return allRight & LongRun.Run(isQuick ? 1_000_000 : 20_000_000);
    }

    private static bool Compare(int limit, int rounds)
    {
        var comparison = new Comparison(Text($"Primes below {limit:N0}"), rounds, count => count == PrimeNumbers.CountBelow(limit));
        comparison.Add("sequential", () => Counters.Sequential(limit));
        comparison.Add("four threads, a quarter each", () => Counters.FourThreads(limit));
        comparison.Add("Parallel.For", () => Counters.RuntimeLoop(limit));
        comparison.Add("ParallelRange.Run, one line", () => Counters.OneLine(limit));
        comparison.Add("ParallelRange.Run, per chunk", () => Counters.PerChunk(limit));
        return comparison.Run();
    }

    /// <summary>Why a quarter of the numbers is not a quarter of the work.</summary>
    private static void ShowWorkOfEqualChunks(int limit)
    {
        int chunk = limit / Counters.Threads;
        long[] work = [.. Enumerable.Range(0, Counters.Threads).Select(t => PrimeNumbers.Divisions(t * chunk, (t + 1) * chunk))];
        double largest = (double)work.Max() / work.Sum();

        var chart = new BarChart { Label = "Divisions in each quarter of the numbers, in thousands", Width = 80 };
        for (int t = 0; t < work.Length; t++)
            chart.AddItem(Text($"{t * chunk:N0} to {((t + 1) * chunk) - 1:N0}"), Math.Round(work[t] / 1e3), Color.Blue);
        AnsiConsole.Write(chart);
        AnsiConsole.WriteLine(Text(
            $"A large number takes more divisions than a small one. The last quarter is {largest:P0} of the work, so with a core for each of the four threads the speed-up ends at {1 / largest:N1} x: three cores wait for the fourth. Smaller pieces that idle workers take when they need one don't have this problem."));
    }

    /// <summary>A loop can say what it did.</summary>
    private static void ShowReport(int limit)
    {
        var options = new RangeOptions { Name = "primes", Report = report => AnsiConsole.WriteLine(report.ToString()) };
        ParallelRange.Run(0, limit, n => PrimeNumbers.IsPrime(n), options);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
