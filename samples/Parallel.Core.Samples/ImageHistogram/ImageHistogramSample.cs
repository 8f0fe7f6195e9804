using Spectre.Console;

namespace ParallelCore.Samples.ImageHistogram;

/// <summary>Every pixel adds 1 to one of 256 counts, and all workers need the same counts.</summary>
internal sealed class ImageHistogramSample : ISample
{
    private const int BarsShown = 16;

    public string Name => "image-histogram";

    public string Question => "how bright is a picture, when every pixel wants to update the same table?";

    public bool Run(bool isQuick)
    {
        int side = isQuick ? 512 : 4096;
        int[] pixels = Picture.Paint(side, side);
        long[] counts = Histograms.Sequential(pixels);
        long expected = Histograms.Fingerprint(counts);
        var comparison = new Comparison(FormattableString.Invariant($"{side} x {side} pixels"), isQuick ? 1 : 5, found => found == expected);
        comparison.Add("sequential", () => Histograms.Fingerprint(Histograms.Sequential(pixels)));
        comparison.Add("PLINQ, Aggregate", () => Histograms.Fingerprint(Histograms.Plinq(pixels)));
        comparison.Add("InParallel().Histogram", () => Histograms.Fingerprint(Histograms.Histogram(pixels)));
        comparison.Add("InParallel().Aggregate", () => Histograms.Fingerprint(Histograms.Aggregate(pixels)));
        bool isRight = comparison.Run();
        AnsiConsole.Write(Chart(counts));
        return isRight;
    }

    private static BarChart Chart(long[] counts)
    {
        var chart = new BarChart { Label = "Pixels by brightness, in thousands", Width = 80 };
        int bins = counts.Length / BarsShown;
        for (int bar = 0; bar < BarsShown; bar++)
            chart.AddItem($"{bar * bins} to {((bar + 1) * bins) - 1}", Math.Round(counts.AsSpan(bar * bins, bins).ToArray().Sum() / 1e3, 1), Color.Grey);
        return chart;
    }
}
