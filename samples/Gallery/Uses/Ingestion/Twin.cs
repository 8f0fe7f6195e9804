using Microsoft.Win32.SafeHandles;

namespace ParallelCore.Gallery.Uses.Ingestion;

internal static partial class LogTotals
{
    public static TotalsByPath ByParallelFor(LogFile log)
    {
        using SafeFileHandle file = File.OpenHandle(log.Path);
        var total = new TotalsByPath();
        Parallel.For(
            0,
            BlocksOf(log),
            static () => (Buffer: NewBuffer(), Totals: new TotalsByPath()),
            (block, _, mine) =>
            {
                AddBlock(file, (long)block * Block, mine.Buffer, mine.Totals);
                return mine;
            },
            mine =>
            {
                lock (total)
                    total.Add(mine.Totals);
            });
        return total;
    }
}
