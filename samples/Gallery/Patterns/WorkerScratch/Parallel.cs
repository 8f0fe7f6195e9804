using ParallelCore.Collections;

namespace ParallelCore.Gallery.Patterns.WorkerScratch;

internal static partial class Median
{
    /// <summary>An array for each worker, made when it first needs one.</summary>
    public static int[] InParallel(int[] signal)
    {
        int[] smooth = new int[signal.Length - Window + 1];
        using var scratch = new WorkerLocal<int[]>(static () => new int[Window]);
        ParallelRange.Run(0, smooth.Length, i => smooth[i] = Of(signal.AsSpan(i, Window), scratch.Value));
        return smooth;
    }

    /// <summary>Right as well: an array for each iteration, and work for the garbage collector.</summary>
    public static int[] ScratchForEach(int[] signal)
    {
        int[] smooth = new int[signal.Length - Window + 1];
        ParallelRange.Run(0, smooth.Length, i => smooth[i] = Of(signal.AsSpan(i, Window), new int[Window]));
        return smooth;
    }
}
