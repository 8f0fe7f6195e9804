using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Uses.Sorting;

internal sealed class SortSample : ISample
{
    private const int Parts = 4;

    public string Name => "sort";

    public string Teaches => "sorting is one call, and sorted parts are not sorted";

    public ITrial Prepare(Scale scale)
    {
        int count = scale.Pick(100_000, 2_000_000, 50_000_000);
        var random = new Random(41);
        double[] shuffled = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() * 1000)];
        double[] items = new double[count];
        double sum = shuffled.Order().Sum();
        return new Trial<double[]>($"{count:N0} measurements", Mistake)
            .BeforeEachRun(() => shuffled.CopyTo(items, 0))
            .Sequential("Array.Sort", () => Sorted(Measurements.Sequential))
            .NaiveAndWrong("the parts, each for itself", () => Sorted(items => Measurements.PartByPart(items, Parts)))
            .Ours("ParallelAlgorithms.Sort", () => Sorted(Measurements.InParallel))
            .Twin("PLINQ, OrderBy", () => Sorted(Measurements.ByPlinq));

        double[] Sorted(Action<double[]> sort)
        {
            sort(items);
            return items;
        }

        // In order, and nothing lost: the sum over the ascending items is the same to the last bit.
        string? Mistake(double[] found)
        {
            int places = Enumerable.Range(1, found.Length - 1).Count(i => found[i - 1] > found[i]);
            return places > 0 ? $"{places:N0} items are smaller than the one before" : found.Sum().Equals(found.Length == count ? sum : double.NaN) ? null : "items were lost";
        }
    }
}
