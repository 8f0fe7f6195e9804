using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

public sealed class SelectionTests
{
    public static TheoryData<string, int> NamesAndWorkers => SortInputs.NamesAndWorkers();

    [Theory]
    [MemberData(nameof(NamesAndWorkers))]
    public void NthElement_AnyIndex_SplitsThereAsSortingWould(string name, int workers)
    {
        int[] input = SortInputs.Of(name, SortInputs.Long / 4);
        int[] sorted = [.. input.Order()];
        foreach (int index in (int[])[0, input.Length / 3, input.Length / 2, input.Length - 1])
        {
            int[] items = [.. input];

            ParallelAlgorithms.NthElement(items, index, options: Schedulers.Options(workers));

            items[index].Should().Be(sorted[index]);
            items.AsSpan(0, index).IndexOfAnyExceptInRange(int.MinValue, items[index]).Should().Be(-1);
            items.AsSpan(index + 1).IndexOfAnyExceptInRange(items[index], int.MaxValue).Should().Be(-1);
            items.AsSpan().Sort();
            items.AsSpan().SequenceEqual(sorted).Should().BeTrue();
        }
    }

    [Fact]
    public void NthElement_ShortInputs_HaveTheSortedItemThere()
    {
        for (int n = 1; n < 60; n++)
        {
            int[] input = SortInputs.Of("few distinct", n);
            int[] copy = [.. input];

            ParallelAlgorithms.NthElement(copy, n / 2);
            ParallelAlgorithms.NthElement(input.AsMemory(), n - 1, Comparer<int>.Create(static (a, b) => b.CompareTo(a)));

            copy[n / 2].Should().Be(input.Order().ElementAt(n / 2));
            input[n - 1].Should().Be(input.Min());
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void NthElement_IndexOutside_IsAnError(int index)
    {
        int[] items = [1, 2, 3];

        Action call = () => ParallelAlgorithms.NthElement(items, index);

        call.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("index");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(5000)]
    [InlineData(100_000)]
    public void TopN_AnyCount_IsTheStablyFirstOnes(int count)
    {
        foreach ((string name, int n) in Effort.Pairs(SortInputs.Names, (int[])[0, 1, 500, 4097, 16_385, 70_000]))
        {
            Numbered[] items = Numbered.From(SortInputs.Of(name, n));
            Numbered[] expected = [.. items.OrderByDescending(static item => item.Value).Take(count)];

            ParallelAlgorithms.TopN(items, count, Numbered.ByValue, Schedulers.Options(3)).Should().Equal(expected, $"{name}, length {n}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void TopN_AnyNumberOfWorkers_IsTheSame(int workers)
    {
        List<int> items = [.. SortInputs.Of("random", SortInputs.Long)];

        ParallelAlgorithms.TopN(items, 25, options: Schedulers.Options(workers)).Should().Equal(items.OrderDescending().Take(25));
    }

    [Fact]
    public void TopN_NegativeCount_IsAnError()
    {
        Action call = static () => ParallelAlgorithms.TopN(new[] { 1 }, -1);

        call.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("count");
    }
}
