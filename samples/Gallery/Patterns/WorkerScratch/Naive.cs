namespace ParallelCore.Gallery.Patterns.WorkerScratch;

internal static partial class Median
{
    /// <summary>One array for all: a worker sorts what another one is copying into it.</summary>
    public static int[] SharedScratch(int[] signal)
    {
        int[] smooth = new int[signal.Length - Window + 1];
        int[] scratch = new int[Window];
        ParallelRange.Run(0, smooth.Length, i => smooth[i] = Of(signal.AsSpan(i, Window), scratch));
        return smooth;
    }
}
