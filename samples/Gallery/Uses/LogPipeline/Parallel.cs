using ParallelCore.Gallery.Uses.Ingestion;

namespace ParallelCore.Gallery.Uses.LogPipeline;

internal static partial class LogToJson
{
    /// <summary>One stage reads, the workers parse, one writes, all at the same time, and in order. What waits between them is bounded.</summary>
    public static async Task<string> InPipeline(LogFile log, Stream output, IProgress<AsyncProgress>? progress = null)
    {
        await using FileStream input = File.OpenRead(log.Path);
        Pipeline<byte[]> lines = Pipeline.Lines(input, name: "log")
            .Compute(static line => ToJson(line.Span));
        await lines.ForEach(1, async (json, token) => await output.WriteAsync(json, token), new AsyncOptions { Progress = progress });
        return lines.Explain();
    }
}
