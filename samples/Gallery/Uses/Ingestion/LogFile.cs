using System.Globalization;
using System.Text;

namespace ParallelCore.Gallery.Uses.Ingestion;

/// <summary>A web server's log that the sample writes itself, and deletes in the end.</summary>
internal sealed class LogFile : IDisposable
{
    public const int LongestLine = 256;

    private const int LinesPerBlock = 5_000;
    private const int BlocksAtOnce = 16;
    private static readonly string[] s_verbs = ["GET", "GET", "GET", "POST", "PUT"];
    private static readonly string[] s_nouns = ["orders", "customers", "articles", "carts", "prices", "images", "reviews", "search"];

    /// <param name="bytes">How long it is to be; it ends with the blocks of lines that reach this.</param>
    public LogFile(long bytes)
    {
        using FileStream stream = File.Create(Path);
        for (int block = 0; stream.Length < bytes; block += BlocksAtOnce)
        {
            // Blocks are made on all cores and written in order, a few at a time.
            foreach ((byte[] text, long served) in ParallelRange.From(block, block + BlocksAtOnce).Select(WriteBlock))
            {
                stream.Write(text);
                Lines += LinesPerBlock;
                BytesServed += served;
            }
        }

        Length = stream.Length;
    }

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public long Length { get; }

    /// <summary>How many lines were written: known before anybody counts them.</summary>
    public long Lines { get; }

    /// <summary>The sum of a column, known likewise.</summary>
    public long BytesServed { get; }

    public void Dispose() => File.Delete(Path);

    private static (byte[] Text, long Served) WriteBlock(int block)
    {
        var text = new StringBuilder(LinesPerBlock * 64);
        var random = new Random(block);
        DateTime time = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(block);
        long total = 0;
        for (int line = 0; line < LinesPerBlock; line++)
        {
            int bytes = random.Next(200, 60_000);
            int status = random.Next(100) switch { 0 => 500, < 4 => 404, _ => 200 };
            text.Append(CultureInfo.InvariantCulture, $"{time:s}Z {s_verbs[random.Next(s_verbs.Length)]} /api/{s_nouns[random.Next(s_nouns.Length)]}/{random.Next(50)} {status} {bytes} {random.Next(80, 9_000)}\n");
            total += bytes;
        }

        return (Encoding.ASCII.GetBytes(text.ToString()), total);
    }
}
