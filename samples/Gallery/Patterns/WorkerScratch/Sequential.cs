namespace ParallelCore.Gallery.Patterns.WorkerScratch;

/// <summary>Takes the noise out of a signal: each value becomes the median of those around it, for which they are copied and sorted.</summary>
internal static partial class Median
{
    private const int Window = 65;

    public static int[] Sequential(int[] signal)
    {
        int[] smooth = new int[signal.Length - Window + 1];
        int[] scratch = new int[Window];
        for (int i = 0; i < smooth.Length; i++)
            smooth[i] = Of(signal.AsSpan(i, Window), scratch);
        return smooth;
    }

    private static int Of(ReadOnlySpan<int> values, int[] scratch)
    {
        values.CopyTo(scratch);
        Array.Sort(scratch);
        return scratch[Window / 2];
    }
}
