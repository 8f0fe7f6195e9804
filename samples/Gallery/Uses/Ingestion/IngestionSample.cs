using System.Diagnostics;
using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.Ingestion;

internal sealed class IngestionSample : ISample
{
    private const int Shown = 4;
    private const long Megabyte = 1 << 20;

    public string Name => "ingestion";

    public string Teaches => "a large file in blocks, totals by key, little memory";

    public ITrial Prepare(Scale scale)
    {
        var log = new LogFile(scale.Pick(8, 256, 1_024) * Megabyte);
        IReadOnlyDictionary<string, Totals> expected = LogTotals.Sequential(log).ByPath;
        return new Trial<IReadOnlyDictionary<string, Totals>>($"A log of {log.Length / Megabyte:N0} MB, {log.Lines:N0} lines", Mistake)
            .Sequential("block after block", () => LogTotals.Sequential(log).ByPath)
            .NaiveAndWrong("a dictionary for all workers", () => LogTotals.SharedDictionary(log))
            .Ours("totals for each worker", () => LogTotals.InParallel(log).ByPath)
            .Twin("Parallel.For with a local", () => LogTotals.ByParallelFor(log).ByPath)
            .LimitedBy("each megabyte is copied out of the system's file cache and then read, through memory that all cores share; on one worker, the parallel form takes no longer than the sequential one.")
            .Showing((console, _) => Show(console, expected))
            .AtTheEnd(log.Dispose);

        // What was written is known, without reading it.
        string? Mistake(IReadOnlyDictionary<string, Totals> found)
        {
            long lines = found.Values.Sum(static totals => totals.Requests);
            long bytes = found.Values.Sum(static totals => totals.Bytes);
            return lines != log.Lines ? $"{lines:N0} lines instead of {log.Lines:N0}"
                : bytes != log.BytesServed ? $"{bytes:N0} bytes served instead of {log.BytesServed:N0}"
                : found.Count == expected.Count && expected.All(pair => pair.Value.Equals(found.GetValueOrDefault(pair.Key))) ? null
                : "other totals";
        }
    }

    private static void Show(IAnsiConsole console, IReadOnlyDictionary<string, Totals> totals)
    {
        foreach ((string path, Totals of) in totals.OrderByDescending(static pair => pair.Value.Requests).Take(Shown))
            console.WriteLine($"{path,-20} {of.Requests,10:N0} requests {of.Failures,8:N0} failed {of.Bytes / Megabyte,8:N0} MB {of.SlowestMicroseconds,7:N0} us");
        console.WriteLine($"{totals.Count:N0} paths. Resident memory of this process, at most: {Process.GetCurrentProcess().PeakWorkingSet64 / Megabyte:N0} MB.");
    }
}
