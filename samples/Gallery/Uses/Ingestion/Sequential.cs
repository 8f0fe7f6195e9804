using Microsoft.Win32.SafeHandles;

namespace ParallelCore.Gallery.Uses.Ingestion;

/// <summary>Adds up a log by path, without ever holding more of it than a few blocks.</summary>
internal static partial class LogTotals
{
    private const int Block = 1 << 20;

    public static TotalsByPath Sequential(LogFile log)
    {
        using SafeFileHandle file = File.OpenHandle(log.Path);
        var totals = new TotalsByPath();
        byte[] buffer = NewBuffer();
        for (long start = 0; start < log.Length; start += Block)
            AddBlock(file, start, buffer, totals);
        return totals;
    }

    /// <summary>Adds the lines that begin in a block: the last one may end in the next.</summary>
    private static void AddBlock(SafeFileHandle file, long start, byte[] buffer, TotalsByPath totals)
    {
        // The byte before tells whether a line begins just here.
        int before = start > 0 ? 1 : 0;
        int read = RandomAccess.Read(file, buffer, start - before);
        ReadOnlySpan<byte> text = buffer.AsSpan(0, read);
        int first = before == 0 ? 0 : text.IndexOf((byte)'\n') + 1;
        int end = Math.Min(before + Block, read);
        if (end < read)
            end += text[(end - 1)..].IndexOf((byte)'\n');
        totals.AddLines(text[first..end]);
    }

    private static byte[] NewBuffer() => new byte[1 + Block + LogFile.LongestLine];
}
