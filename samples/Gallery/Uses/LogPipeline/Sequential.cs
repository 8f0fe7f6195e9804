using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using ParallelCore.Gallery.Uses.Ingestion;

namespace ParallelCore.Gallery.Uses.LogPipeline;

/// <summary>Turns a web server's log into JSON, line for line.</summary>
internal static partial class LogToJson
{
    public static void Sequential(LogFile log, Stream output)
    {
        foreach (string line in File.ReadLines(log.Path))
            output.Write(ToJson(Encoding.ASCII.GetBytes(line)));
    }

    /// <summary>Time, verb, path, status, bytes and microseconds, with blanks between them.</summary>
    private static byte[] ToJson(ReadOnlySpan<byte> line)
    {
        var text = new ArrayBufferWriter<byte>(LogFile.LongestLine);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("time", Next(ref line));
            json.WriteString("verb", Next(ref line));
            json.WriteString("path", Next(ref line));
            json.WriteNumber("status", NextNumber(ref line));
            json.WriteNumber("bytes", NextNumber(ref line));
            json.WriteNumber("milliseconds", NextNumber(ref line) / 1000.0);
            json.WriteEndObject();
        }

        text.Write("\n"u8);
        return text.WrittenSpan.ToArray();
    }

    private static long NextNumber(ref ReadOnlySpan<byte> line) =>
        Utf8Parser.TryParse(Next(ref line), out long number, out _) ? number : throw new FormatException("A number is missing.");

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> line)
    {
        int end = line.IndexOf((byte)' ');
        ReadOnlySpan<byte> next = end < 0 ? line : line[..end];
        line = end < 0 ? [] : line[(end + 1)..];
        return next;
    }
}
