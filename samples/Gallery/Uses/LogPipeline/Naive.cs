using System.Text;
using ParallelCore.Gallery.Uses.Ingestion;

namespace ParallelCore.Gallery.Uses.LogPipeline;

internal static partial class LogToJson
{
    /// <summary>All lines in memory, and whoever is done first writes first.</summary>
    public static void AsTheyCome(LogFile log, Stream output)
    {
        string[] lines = File.ReadAllLines(log.Path);
        ParallelRange.Run(0, lines.Length, i =>
        {
            byte[] json = ToJson(Encoding.ASCII.GetBytes(lines[i]));
            lock (output)
                output.Write(json);
        });
    }
}
