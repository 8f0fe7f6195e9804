namespace ParallelCore.Gallery.Uses.Quicksort;

internal static partial class Sorter
{
    // A fork costs nanoseconds, but each of these lambdas is an object: not one for every few items.
    private const int WorthTwoObjects = 1_000;

    /// <summary>The shortest to write.</summary>
    public static void WithLambdas(Memory<int> items)
    {
        if (items.Length <= WorthTwoObjects)
        {
            Sequential(items.Span);
            return;
        }

        int split = Steps.Partition(items.Span);
        ForkJoin.Invoke(() => WithLambdas(items[..split]), () => WithLambdas(items[split..]));
    }
}
