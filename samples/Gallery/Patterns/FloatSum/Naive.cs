namespace ParallelCore.Gallery.Patterns.FloatSum;

internal static partial class Total
{
    /// <summary>Nothing is lost, but the order of the additions is another one at each run, and so is the rounding.</summary>
    public static double AsTheyCome(double[] items)
    {
        double total = 0;
        object gate = new();
        ParallelRange.Run(0, items.Length, (start, end) =>
        {
            double sum = 0;
            for (int i = start; i < end; i++)
                sum += Math.Sqrt(items[i]);
            lock (gate)
                total += sum;
        });
        return total;
    }
}
