using System.Buffers.Text;

namespace ParallelCore.Gallery.Uses.Ingestion;

/// <summary>What is known of one path: requests, failures, bytes, and the slowest answer.</summary>
internal sealed record Totals
{
    public long Requests { get; private set; }

    public long Failures { get; private set; }

    public long Bytes { get; private set; }

    public long SlowestMicroseconds { get; private set; }

    public void Add(int status, long bytes, long microseconds)
    {
        Requests++;
        Failures += status >= 400 ? 1 : 0;
        Bytes += bytes;
        SlowestMicroseconds = Math.Max(SlowestMicroseconds, microseconds);
    }

    public void Add(Totals other)
    {
        Requests += other.Requests;
        Failures += other.Failures;
        Bytes += other.Bytes;
        SlowestMicroseconds = Math.Max(SlowestMicroseconds, other.SlowestMicroseconds);
    }
}

/// <summary>One line: time, verb, path, status, bytes, microseconds.</summary>
internal readonly ref struct LogLine
{
    public readonly ReadOnlySpan<byte> Path;
    public readonly int Status;
    public readonly long Bytes;
    public readonly long Microseconds;

    public LogLine(ReadOnlySpan<byte> line)
    {
        line = line[(line.IndexOf((byte)' ') + 1)..]; // the time
        line = line[(line.IndexOf((byte)' ') + 1)..]; // the verb
        int end = line.IndexOf((byte)' ');
        Path = line[..end];
        line = line[(end + 1)..];
        Utf8Parser.TryParse(line, out Status, out int used);
        line = line[(used + 1)..];
        Utf8Parser.TryParse(line, out Bytes, out used);
        Utf8Parser.TryParse(line[(used + 1)..], out Microseconds, out _);
    }
}
