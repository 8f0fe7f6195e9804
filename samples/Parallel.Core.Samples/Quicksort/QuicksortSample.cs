namespace ParallelCore.Samples.Quicksort;

/// <summary>Divide and conquer: a recursion that calls itself twice.</summary>
internal sealed class QuicksortSample : ISample
{
    public string Name => "quicksort";

    public string Question => "how do I put a recursion on all cores?";

    public bool Run(bool isQuick)
    {
        int count = isQuick ? 200_000 : 4_000_000;
        var random = new Random(12345); // the same numbers every time
        int[] shuffled = [.. Enumerable.Range(0, count).Select(_ => random.Next())];
        int[] sorted = [.. shuffled.Order()];
        int[] items = new int[count];

        var comparison = new Comparison(
            FormattableString.Invariant($"Sorting {count:N0} numbers"),
            rounds: isQuick ? 1 : 5,
            isRight: length => length == count && items.AsSpan().SequenceEqual(sorted),
            prepare: () => shuffled.CopyTo(items, 0)); // not timed
        comparison.Add("sequential quicksort", () =>
        {
            SequentialSort.Sort(items);
            return count;
        });
        comparison.Add("Array.Sort", () =>
        {
            Array.Sort(items);
            return count;
        });
        comparison.Add("ForkJoin.Invoke(left, right)", () =>
        {
            ForkedSort.Sort(items);
            return count;
        });
        comparison.Add("ForkContext", () => ForkJoin.Run<Memory<int>, int, ContextSort>(items, default));
        return comparison.Run();
    }
}
