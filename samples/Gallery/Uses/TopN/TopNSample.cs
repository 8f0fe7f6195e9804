using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.TopN;

internal sealed class TopNSample : ISample
{
    private const int Count = 10;

    public string Name => "top-n";

    public string Teaches => "the ten best of millions, without sorting";

    public ITrial Prepare(Scale scale)
    {
        var candidates = new Candidates(scale.Pick(50_000, 4_000_000, 20_000_000));
        double[] scores = [.. Enumerable.Range(0, candidates.Count).Select(candidates.Score)];
        // A second algorithm: a full sort, of indices.
        int[] expected = [.. Enumerable.Range(0, candidates.Count).OrderByDescending(i => scores[i]).Take(Count)];
        return new Trial<int[]>($"The {Count} best of {candidates.Count:N0}", Expect.Same(expected))
            .Sequential("a heap of the best so far", () => Best.Sequential(candidates, Count))
            .NaiveAndSlow("PLINQ, OrderByDescending and Take", () => Best.SortAll(candidates, Count))
            .Ours("a heap for each worker", () => Best.InParallel(candidates, Count))
            .Twin("Parallel.For with a local", () => Best.ByParallelFor(candidates, Count))
            .Also("OrderByDescending().Take()", () => Best.InOneExpression(candidates, Count))
            .Showing((console, _) =>
            {
                double[] best = Best.OfScores(scores, Count);
                console.WriteLine($"Best candidate: {expected[0]:N0}, with {best[0]:N4}; the last of the {Count}: {expected[^1]:N0}, with {best[^1]:N4}.");
            });
    }
}
