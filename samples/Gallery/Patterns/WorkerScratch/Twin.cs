namespace ParallelCore.Gallery.Patterns.WorkerScratch;

internal static partial class Median
{
    public static int[] ByParallelFor(int[] signal)
    {
        int[] smooth = new int[signal.Length - Window + 1];
        Parallel.For(
            0,
            smooth.Length,
            static () => new int[Window],
            (i, _, scratch) =>
            {
                smooth[i] = Of(signal.AsSpan(i, Window), scratch);
                return scratch;
            },
            static _ => { });
        return smooth;
    }
}
