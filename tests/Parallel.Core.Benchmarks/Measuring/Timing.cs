namespace ParallelCore.Benchmarks.Measuring;

/// <summary>Seconds a call.</summary>
internal readonly record struct Timing(double Median, double Min, int Samples)
{
    public static Timing Of(double[] samples)
    {
        double[] sorted = [.. samples];
        Array.Sort(sorted);
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Timing(median, sorted[0], sorted.Length);
    }
}
