namespace ParallelCore.Gallery.Uses.Sorting;

internal static partial class Measurements
{
    public static void InParallel(double[] items) => ParallelAlgorithms.Sort(items);
}
