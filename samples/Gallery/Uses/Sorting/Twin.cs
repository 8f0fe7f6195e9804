namespace ParallelCore.Gallery.Uses.Sorting;

internal static partial class Measurements
{
    public static void ByPlinq(double[] items) =>
        items.AsParallel().OrderBy(static item => item).ToArray().CopyTo(items, 0);
}
