namespace ParallelCore.Gallery.Uses.Sorting;

internal static partial class Measurements
{
    /// <summary>Every part is sorted; the whole is not.</summary>
    public static void PartByPart(double[] items, int parts)
    {
        int length = items.Length / parts;
        ParallelRange.Run(0, parts, part => Array.Sort(items, part * length, length));
    }
}
