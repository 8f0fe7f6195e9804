using System.Security.Cryptography;
using System.Text.Json;
using ParallelCore.Gallery.Running;
using ParallelCore.Gallery.Uses.Ingestion;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.LogPipeline;

internal sealed class LogPipelineSample : ISample
{
    private const long Megabyte = 1 << 20;

    public string Name => "log-pipeline";

    public string Teaches => "read, parse on all cores, write in order, all at once";

    public ITrial Prepare(Scale scale)
    {
        var log = new LogFile(scale.Pick(2, 16, 256) * Megabyte);
        string path = Path.GetTempFileName();
        byte[] expected = HashOf(Written(output => LogToJson.Sequential(log, output)));
        return new Trial<string>($"A log of {log.Length / Megabyte:N0} MB, {log.Lines:N0} lines, as JSON", Mistake)
            .Sequential("line after line", () => Written(output => LogToJson.Sequential(log, output)))
            .NaiveAndWrong("all lines read, written as they come", () => Written(output => LogToJson.AsTheyCome(log, output)))
            .Ours("Lines().Compute().ForEach()", () => Written(output => LogToJson.InPipeline(log, output).GetAwaiter().GetResult()))
            .Twin("PLINQ, AsOrdered", () => Written(output => LogToJson.ByPlinq(log, output)))
            .LimitedBy("one thread finds the lines and one writes them; only parsing is shared.")
            .Showing((console, _) => Show(console, log))
            .AtTheEnd(() =>
            {
                log.Dispose();
                File.Delete(path);
            });

        string Written(Action<Stream> write)
        {
            using FileStream output = File.Create(path, 1 << 16);
            write(output);
            return path;
        }

        // How many lines and bytes were written to the log is known without parsing it; another parser reads what came out. The order is that of the sequential form.
        string? Mistake(string written)
        {
            long lines = 0;
            long served = 0;
            foreach (string line in File.ReadLines(written))
            {
                using var request = JsonDocument.Parse(line);
                lines++;
                served += request.RootElement.GetProperty("bytes").GetInt64();
            }

            return lines != log.Lines ? $"{lines:N0} lines instead of {log.Lines:N0}"
                : served != log.BytesServed ? $"{served:N0} bytes served instead of {log.BytesServed:N0}"
                : HashOf(written).AsSpan().SequenceEqual(expected) ? null
                : "the right lines in another order";
        }
    }

    private static byte[] HashOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return SHA256.HashData(stream);
    }

    private static void Show(IAnsiConsole console, LogFile log)
    {
        var reports = new Reports(console, log.Lines);
        console.WriteLine(LogToJson.InPipeline(log, Stream.Null, reports).GetAwaiter().GetResult());
    }

    /// <summary>A line for each tenth. Reports come from any thread, one at a time.</summary>
    private sealed class Reports(IAnsiConsole console, long lines) : IProgress<AsyncProgress>
    {
        private long _tenths;

        public void Report(AsyncProgress value)
        {
            long tenths = 10 * value.Completed / lines;
            if (tenths > _tenths)
                console.WriteLine($"{value.Completed:N0} of {lines:N0} lines");
            _tenths = tenths;
        }
    }
}
