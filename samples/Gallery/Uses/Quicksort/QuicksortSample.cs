using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Uses.Quicksort;

internal sealed class QuicksortSample : ISample
{
    public string Name => "quicksort";

    public string Teaches => "recursion on all cores: fork where it calls itself twice";

    public ITrial Prepare(Scale scale)
    {
        int count = scale.Pick(100_000, 2_000_000, 50_000_000);
        var random = new Random(12345); // the same numbers every time
        int[] shuffled = [.. Enumerable.Range(0, count).Select(_ => random.Next())];
        int[] sorted = [.. shuffled.Order()];
        int[] items = new int[count];
        return new Trial<int[]>($"{count:N0} numbers", Expect.Same(sorted))
            .BeforeEachRun(() => shuffled.CopyTo(items, 0))
            .Sequential("the recursion that you have", () => Sorted(items => Sorter.Sequential(items)))
            .NaiveAndSlow("a task for each half", () => Sorted(items => Sorter.TaskForEachHalf(items)))
            .Ours("ForkJoin.Run, a struct", () => Sorted(items => Sorter.InParallel(items)))
            .Twin("Parallel.Invoke, large halves only", () => Sorted(items => Sorter.ByParallelInvoke(items)))
            .Also("ForkJoin.Invoke, large halves only", () => Sorted(items => Sorter.WithLambdas(items)))
            .Also("Array.Sort", () => Sorted(Array.Sort))
            .LimitedBy("the first partition runs on one core, the next two on two: of quicksort's work, that much can't be shared.");

        int[] Sorted(Action<int[]> sort)
        {
            sort(items);
            return items;
        }
    }
}
