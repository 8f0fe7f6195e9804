namespace ParallelCore.Gallery.Uses.Sorting;

/// <summary>Sorts measurements.</summary>
internal static partial class Measurements
{
    public static void Sequential(double[] items) => Array.Sort(items);
}
