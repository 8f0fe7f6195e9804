using ParallelCore.Gallery.Output;
using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.Mandelbrot;

internal sealed class MandelbrotSample : ISample
{
    public string Name => "mandelbrot";

    public string Teaches => "rows of very different cost, and variables left outside";

    public ITrial Prepare(Scale scale)
    {
        var view = View.OfSize(scale.Pick(240, 960, 3_840), mostSteps: scale.Pick(200, 400, 1_000));
        int[] expected = MandelbrotSet.Sequential(view);
        return new Trial<int[]>($"{view.Width:N0} x {view.Height:N0} pixels", Expect.Same(expected))
            .Sequential("row after row", () => MandelbrotSet.Sequential(view))
            .NaiveAndWrong("variables declared outside", () => MandelbrotSet.SharedVariables(view))
            .Ours("ParallelRange.Run over the rows", () => MandelbrotSet.InParallel(view))
            .Twin("Parallel.For over the rows", () => MandelbrotSet.ByParallelFor(view))
            .Showing((console, folder) =>
            {
                string path = Path.Combine(folder, "mandelbrot.png");
                Png.Save(path, view.Width, view.Paint(expected));
                console.WriteLine($"Picture: {path}");
            });
    }
}
