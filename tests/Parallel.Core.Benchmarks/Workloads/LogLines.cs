using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A log to read, what is parsed from a line, and what is written.</summary>
internal static class LogLines
{
    private const int Routes = 997;

    /// <summary>Writes lines until there are so many bytes.</summary>
    public static void Make(string path, long length)
    {
        using FileStream file = File.Create(path);
        var text = new StringBuilder();
        uint random = 1;
        for (long line = 0; file.Length + text.Length < length; line++)
        {
            random = (random * 1_664_525) + 1_013_904_223;
            text.Append(
                CultureInfo.InvariantCulture,
                $"2026-01-{1 + (line / 1_000_000 % 28):00}T{line / 3600 % 24:00}:{line / 60 % 60:00}:{line % 60:00}.{line % 1000:000}Z INFO web-{random % 16} GET /shop/items/{random % Routes}?page={random % 37}&sort=price&agent=Mozilla/5.0 status={200 + (random % 300)} bytes={random % 100_000} us={random >> 12}\n");
            if (text.Length > 1 << 16)
            {
                file.Write(Encoding.UTF8.GetBytes(text.ToString()));
                text.Clear();
            }
        }

        file.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    public static LogEntry Parse(ReadOnlySpan<byte> line)
    {
        uint hash = 2_166_136_261;
        foreach (byte letter in line)
        {
            hash = (hash ^ letter) * 16_777_619;
        }

        return new LogEntry(Number(line, " status="u8), Number(line, " bytes="u8), Number(line, " us="u8), hash);
    }

    public static LogEntry Parse(string line)
    {
        uint hash = 2_166_136_261;
        foreach (char letter in line)
        {
            hash = (hash ^ letter) * 16_777_619;
        }

        return new LogEntry(Number(line, " status="), Number(line, " bytes="), Number(line, " us="), hash);
    }

    /// <summary>Appends an entry to a buffer, and gives that to the file when it is full.</summary>
    public static void Write(Stream file, byte[] buffer, ref int length, in LogEntry entry)
    {
        if (length > buffer.Length - 64)
        {
            file.Write(buffer, 0, length);
            length = 0;
        }

        Append(buffer, ref length, entry.Status, (byte)',');
        Append(buffer, ref length, entry.Bytes, (byte)',');
        Append(buffer, ref length, entry.Microseconds, (byte)',');
        Append(buffer, ref length, (int)(entry.Hash >> 1), (byte)'\n');
    }

    private static void Append(byte[] buffer, ref int length, int value, byte end)
    {
        Utf8Formatter.TryFormat(value, buffer.AsSpan(length), out int written);
        buffer[length + written] = end;
        length += written + 1;
    }

    private static int Number(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) => Utf8Parser.TryParse(line[(line.IndexOf(name) + name.Length)..], out int value, out _) ? value : -1;

    private static int Number(string line, string name)
    {
        ReadOnlySpan<char> rest = line.AsSpan(line.IndexOf(name, StringComparison.Ordinal) + name.Length);
        int end = rest.IndexOf(' ');
        return int.Parse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}

/// <summary>What is of interest in a line.</summary>
internal readonly record struct LogEntry(int Status, int Bytes, int Microseconds, uint Hash);
