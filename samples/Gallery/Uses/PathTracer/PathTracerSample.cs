using ParallelCore.Gallery.Output;
using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.PathTracer;

internal sealed class PathTracerSample : ISample
{
    public string Name => "path-tracer";

    public string Teaches => "a random generator for each worker, the same picture";

    public ITrial Prepare(Scale scale)
    {
        int width = scale.Pick(96, 320, 960);
        var scene = new Scene(width, width * 2 / 3, paths: scale.Pick(2, 12, 200));
        int[] expected = Tracer.Sequential(scene);
        return new Trial<int[]>($"{scene.Width:N0} x {scene.Height:N0} pixels", Expect.Same(expected))
            .Sequential("row after row", () => Tracer.Sequential(scene))
            .NaiveAndWrong("one generator for all workers", () => Tracer.SharedDice(scene))
            .Ours("ParallelRange.Run with a local", () => Tracer.InParallel(scene))
            .Twin("Parallel.For with a local", () => Tracer.ByParallelFor(scene))
            .LimitedBy("what the runtime's compiler copies into which loop: after other samples, the twin takes less than half of the sequential form's time; alone, it takes longer than ours.")
            .Showing((console, folder) =>
            {
                string path = Path.Combine(folder, "path-tracer.png");
                Png.Save(path, scene.Width, expected);
                console.WriteLine($"Picture: {path}");
            });
    }
}
