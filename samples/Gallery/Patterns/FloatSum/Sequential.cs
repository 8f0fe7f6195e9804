namespace ParallelCore.Gallery.Patterns.FloatSum;

/// <summary>Adds up numbers of very different size.</summary>
internal static partial class Total
{
    public static double Sequential(double[] items)
    {
        double sum = 0;
        foreach (double item in items)
            sum += Math.Sqrt(item);
        return sum;
    }
}
