namespace ParallelCore.Samples.TopN;

/// <summary>Ten out of millions: no need to sort them all.</summary>
internal sealed class TopNSample : ISample
{
    private const int Count = 10;

    public string Name => "top-n";

    public string Question => "what are the ten largest, without sorting everything?";

    public bool Run(bool isQuick)
    {
        double[] readings = Readings.Make(isQuick ? 100_000 : 10_000_000);
        long expected = Readings.Fingerprint(Readings.Sequential(readings, Count));
        var comparison = new Comparison(FormattableString.Invariant($"The {Count} largest of {readings.Length:N0}"), isQuick ? 1 : 5, found => found == expected);
        comparison.Add("sequential, a heap", () => Readings.Fingerprint(Readings.Sequential(readings, Count)));
        comparison.Add("PLINQ, OrderByDescending", () => Readings.Fingerprint(Readings.Plinq(readings, Count)));
        comparison.Add("InParallel().OrderDescending().Take", () => Readings.Fingerprint(Readings.Sorted(readings, Count)));
        comparison.Add("ParallelAlgorithms.TopN", () => Readings.Fingerprint(Readings.Top(readings, Count)));
        return comparison.Run();
    }
}
