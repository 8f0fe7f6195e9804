using FluentAssertions;
using ParallelCore.Tests.Loops;

namespace ParallelCore.Tests.Algorithms;

public sealed class SortAllocationTests
{
    private const int AtMost = 1024;

    [Theory]
    [InlineData(20)]
    [InlineData(1000)]
    public void Sort_ShortInput_AllocatesNothing(int n)
    {
        int[] input = SortInputs.Of("random", n);
        int[] items = new int[n];
        double[] floating = Array.ConvertAll(input, static item => (double)item);
        Comparison<int> comparison = static (a, b) => a.CompareTo(b);

        AllocatedBytes.Least(() =>
        {
            input.CopyTo(items, 0);
            ParallelAlgorithms.Sort(items);
            input.CopyTo(items, 0);
            ParallelAlgorithms.Sort(items, comparison);
            ParallelAlgorithms.Sort(items, floating);
            ParallelAlgorithms.Sort(floating);
            ParallelAlgorithms.SortBy(items, static item => -item);
            ParallelAlgorithms.NthElement(items, n / 2);
            ParallelAlgorithms.IsSorted(items);
        }).OfThisThread.Should().Be(0);
    }

    [Fact]
    public void Sort_LongInput_AllocatesAConstant()
    {
        int[] input = SortInputs.Of("random", 70_000);
        int[] items = new int[input.Length];
        Comparison<int> comparison = static (a, b) => a.CompareTo(b);
        Action[] calls =
        [
            () => ParallelAlgorithms.Sort(items),
            () => ParallelAlgorithms.Sort(items, comparison),
            () => ParallelAlgorithms.SortBy(items, static item => -item),
            () => ParallelAlgorithms.NthElement(items, items.Length / 2),
            () => ParallelAlgorithms.TopN(items, 10),
        ];

        foreach (Action call in calls)
        {
            long bytes = long.MaxValue;
            for (int i = 0; i < 10; i++)
            {
                input.CopyTo(items, 0);
                long before = GC.GetAllocatedBytesForCurrentThread();
                call();
                bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            bytes.Should().BeLessThanOrEqualTo(AtMost);
        }
    }
}
