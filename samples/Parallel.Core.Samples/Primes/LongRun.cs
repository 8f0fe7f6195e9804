using Spectre.Console;

namespace ParallelCore.Samples.Primes;

/// <summary>A loop that takes a while: it shows how far it is, and Ctrl+C ends it.</summary>
internal static class LongRun
{
    public static bool Run(int limit)
    {
        using var controlC = new ControlC();
        try
        {
            long count = AnsiConsole.Progress().Start(bars => Count(limit, new ProgressBar(bars.AddTask("counting primes")), controlC.Token));
            AnsiConsole.WriteLine(FormattableString.Invariant($"{count:N0} primes below {limit:N0}"));
            return count == PrimeNumbers.CountBelow(limit);
        }
        catch (OperationCanceledException)
        {
            // Every number that a worker had begun is finished, and none was begun after the key was pressed.
            AnsiConsole.MarkupLine("[yellow]Cancelled.[/]");
            throw;
        }
    }

    private static long Count(int limit, IProgress<RangeProgress> progress, CancellationToken cancellationToken)
    {
        long count = 0;
        var options = new RangeOptions { Progress = progress, CancellationToken = cancellationToken };
        ParallelRange.Run(0, limit, n => { if (PrimeNumbers.IsPrime(n)) Interlocked.Increment(ref count); }, options);
        return count;
    }
}
