using System.Text;
using ParallelCore.Gallery.Uses.Ingestion;

namespace ParallelCore.Gallery.Uses.LogPipeline;

internal static partial class LogToJson
{
    public static void ByPlinq(LogFile log, Stream output)
    {
        foreach (byte[] json in File.ReadLines(log.Path).AsParallel().AsOrdered().Select(static line => ToJson(Encoding.ASCII.GetBytes(line))))
            output.Write(json);
    }
}
