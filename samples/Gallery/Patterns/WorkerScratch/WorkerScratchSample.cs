using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Patterns.WorkerScratch;

internal sealed class WorkerScratchSample : ISample
{
    private const int Noise = 64;

    public string Name => "worker-scratch";

    public string Teaches => "a buffer that every iteration needs: one for each worker";

    public ITrial Prepare(Scale scale)
    {
        int length = scale.Pick(20_000, 200_000, 5_000_000);
        var random = new Random(23);
        int[] signal = [.. Enumerable.Range(0, length).Select(i => (int)(1_000 * Math.Sin(i / 500.0)) + random.Next(-Noise, Noise))];
        return new Trial<int[]>($"Medians around {length:N0} values", Expect.Same(Median.Sequential(signal)))
            .Sequential("one array", () => Median.Sequential(signal))
            .NaiveAndWrong("one array for all workers", () => Median.SharedScratch(signal))
            .Ours("WorkerLocal<T>", () => Median.InParallel(signal))
            .Also("a new array each time", () => Median.ScratchForEach(signal))
            .Twin("Parallel.For with a local", () => Median.ByParallelFor(signal));
    }
}
