using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.ImageHistogram;

internal sealed class ImageHistogramSample : ISample
{
    private const int BarsShown = 16;

    public string Name => "image-histogram";

    public string Teaches => "every iteration updates one of few counts";

    public ITrial Prepare(Scale scale)
    {
        int side = scale.Pick(512, 4_096, 16_384);
        int[] pixels = Picture.Paint(side, side);
        long[] expected = Brightness.Sequential(pixels);
        return new Trial<long[]>($"{side:N0} x {side:N0} pixels", Mistake)
            .Sequential("one table", () => Brightness.Sequential(pixels))
            .NaiveAndWrong("one table for all workers", () => Brightness.SharedTable(pixels))
            .Ours("a table for each worker", () => Brightness.InParallel(pixels))
            .Twin("Parallel.ForEach over ranges, local", () => Brightness.ByParallelForEach(pixels))
            .Also("InParallel().Histogram()", () => Brightness.InOneCall(pixels))
            .Also("InParallel().Aggregate()", () => Brightness.ByAggregate(pixels))
            .LimitedBy("two copies of the sequential form at once, each on one core and with nothing else in common, slow each other down as well.")
            .Showing((console, _) => console.Write(Chart(expected)));

        string? Mistake(long[] counts)
        {
            long total = counts.Sum();
            return total != pixels.Length ? $"{total:N0} pixels counted instead of {pixels.Length:N0}" : Expect.Same(expected)(counts);
        }
    }

    private static BarChart Chart(long[] counts)
    {
        var chart = new BarChart { Label = "Pixels by brightness, in thousands", Width = 78 };
        int levels = counts.Length / BarsShown;
        for (int bar = 0; bar < BarsShown; bar++)
            chart.AddItem($"{bar * levels} to {((bar + 1) * levels) - 1}", Math.Round(counts.AsSpan(bar * levels, levels).ToArray().Sum() / 1e3, 1), Color.Grey);
        return chart;
    }
}
