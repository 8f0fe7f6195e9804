using Microsoft.Win32.SafeHandles;

namespace ParallelCore.Gallery.Uses.Ingestion;

internal static partial class LogTotals
{
    /// <summary>A block of the file is an iteration. Each worker has a buffer and totals of its own; these are added up at the end.</summary>
    public static TotalsByPath InParallel(LogFile log)
    {
        using SafeFileHandle file = File.OpenHandle(log.Path);
        var total = new TotalsByPath();
        ParallelRange.Run(
            0,
            BlocksOf(log),
            localInit: static () => (Buffer: NewBuffer(), Totals: new TotalsByPath()),
            body: (block, mine) =>
            {
                AddBlock(file, (long)block * Block, mine.Buffer, mine.Totals);
                return mine;
            },
            localFinally: mine => total.Add(mine.Totals));
        return total;
    }

    private static int BlocksOf(LogFile log) => (int)((log.Length + Block - 1) / Block);
}
