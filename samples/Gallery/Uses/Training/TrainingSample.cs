using ParallelCore.Gallery.Output;
using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.Training;

internal sealed class TrainingSample : ISample
{
    private const int Bars = 8;
    private const double Rounding = 1e-6;

    public string Name => "training";

    public string Teaches => "a neural network whose loss curve is the same every time";

    public ITrial Prepare(Scale scale)
    {
        Point[] points = Point.Ring(scale.Pick(1_000, 8_000, 40_000));
        int epochs = scale.Pick(20, 60, 1_000);
        double[] expected = LossCurve.Sequential(new Network(), points, epochs);
        double[]? first = null;
        return new Trial<double[]>($"{points.Length:N0} examples, {epochs:N0} passes", Mistake)
            .Sequential("one gradient", () => LossCurve.Sequential(new Network(), points, epochs))
            .NaiveAndWrong("one gradient for all workers", () => LossCurve.SharedGradient(new Network(), points, epochs))
            .Ours("Aggregate over fixed chunks", () => Reproducible(LossCurve.InParallel(new Network(), points, epochs)))
            .Twin("Parallel.For with a local", () => LossCurve.ByParallelFor(new Network(), points, epochs))
            .LimitedBy("each example costs the call of a delegate, each chunk of 64 a gradient of its own to make and to add up, and each pass ends when its last chunk does.")
            .Showing((console, folder) => Show(console, expected, Path.Combine(folder, "training.png"), points, epochs));

        string? Mistake(double[] losses)
        {
            int differing = losses.Zip(expected).Count(static pair => !(Math.Abs(pair.First - pair.Second) < Rounding));
            return differing == 0 ? null : $"{differing:N0} of {losses.Length:N0} losses differ, the last one is {losses[^1]:N6} instead of {expected[^1]:N6}";
        }

        // Not about the same: the same bits.
        double[] Reproducible(double[] losses) => losses.AsSpan().SequenceEqual(first ??= losses) ? losses : [double.NaN];
    }

    private static void Show(IAnsiConsole console, double[] losses, string path, Point[] points, int epochs)
    {
        var chart = new BarChart { Label = "Mean loss", Width = 78 };
        for (int bar = 0; bar < Bars; bar++)
        {
            int epoch = bar * (losses.Length - 1) / (Bars - 1);
            chart.AddItem($"pass {epoch + 1:N0}", Math.Round(losses[epoch], 4), Color.Blue);
        }

        console.Write(chart);
        const int Side = 400;
        var network = new Network();
        LossCurve.InParallel(network, points, epochs * 20);
        int[] pixels = ParallelRange.Grid(Side, Side).Select(pixel =>
        {
            int value = (int)(255 * network.Output(new Point((4.0 * pixel.Column / Side) - 2, (4.0 * pixel.Row / Side) - 2, 0)));
            return (value << 16) | (96 << 8) | (255 - value);
        }).ToArray();
        Png.Save(path, Side, pixels);
        console.WriteLine($"What it takes for the ring, after {epochs * 20:N0} passes: {path}");
    }
}
