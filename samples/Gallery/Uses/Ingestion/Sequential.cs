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
        // From the byte before: if that ends a line, the block's first byte begins one.
        int before = start == 0 ? 0 : 1;
        ReadOnlySpan<byte> text = buffer.AsSpan(0, RandomAccess.Read(file, buffer, start - before));
        int first = start == 0 ? 0 : AfterLineEnd(text, 0);
        totals.AddLines(text[first..AfterLineEnd(text, before + Block - 1)]);
    }

    private static int AfterLineEnd(ReadOnlySpan<byte> text, int from)
    {
        int lineEnd = from < text.Length ? text[from..].IndexOf((byte)'\n') : -1;
        return lineEnd < 0 ? text.Length : from + lineEnd + 1;
    }

    private static byte[] NewBuffer() => new byte[1 + Block + LogFile.LongestLine];
}
