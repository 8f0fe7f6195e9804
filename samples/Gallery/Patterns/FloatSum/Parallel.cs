namespace ParallelCore.Gallery.Patterns.FloatSum;

internal static partial class Total
{
    /// <summary>Fixed chunks in a fixed tree: the same bits at every run.</summary>
    public static double InParallel(double[] items) =>
        items.InParallel().Select(Math.Sqrt).Sum();
}
