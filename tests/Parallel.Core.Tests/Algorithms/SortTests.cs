using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

public sealed class SortTests
{
    private static readonly int s_everyLengthUpTo = Effort.Pick(quick: 300, full: 2000);
    private const int MergeLeaf = 4096;
    private const int RadixLeaf = 64 * 1024;

    private static readonly Comparison<int> s_comparison = static (a, b) => a.CompareTo(b);

    public static TheoryData<string> Names => [.. SortInputs.Names];

    public static TheoryData<string, int> NamesAndWorkers => SortInputs.NamesAndWorkers();

    [Theory]
    [InlineData("random")]
    [InlineData("few distinct")]
    [InlineData("reversed")]
    [InlineData("organ pipe")]
    public void Sort_EveryShortLength_IsThatOfArraySort(string name)
    {
        for (int n = 0; n <= s_everyLengthUpTo; n++)
        {
            int[] items = SortInputs.Of(name, n);
            int[] compared = [.. items];
            int[] expected = [.. items];
            Array.Sort(expected);

            ParallelAlgorithms.Sort(items);
            ParallelAlgorithms.Sort(compared, s_comparison);

            items.AsSpan().SequenceEqual(expected).Should().BeTrue($"length {n}");
            compared.AsSpan().SequenceEqual(expected).Should().BeTrue($"length {n}, compared");
        }
    }

    [Theory]
    [InlineData("random")]
    [InlineData("few distinct")]
    [InlineData("reversed with equals")]
    public void Sort_EveryShortLengthOfNumbered_IsThatOfOrderBy(string name)
    {
        for (int n = 0; n <= s_everyLengthUpTo; n++)
        {
            Numbered[] items = Numbered.From(SortInputs.Of(name, n));
            Numbered[] expected = Numbered.Sorted(items);

            ParallelAlgorithms.Sort(items, Numbered.ByValue);

            items.AsSpan().SequenceEqual(expected).Should().BeTrue($"length {n}");
        }
    }

    [Theory]
    [InlineData(MergeLeaf - 1)]
    [InlineData(MergeLeaf)]
    [InlineData(MergeLeaf + 1)]
    [InlineData(2 * MergeLeaf + 1)]
    [InlineData(RadixLeaf - 1)]
    [InlineData(RadixLeaf)]
    [InlineData(RadixLeaf + 1)]
    [InlineData(2 * RadixLeaf + 1)]
    public void Sort_LengthsAroundTheCuts_IsThatOfOrderBy(int n)
    {
        int[] items = SortInputs.Of("random", n);
        int[] expected = [.. items.Order()];
        Numbered[] numbered = Numbered.From(SortInputs.Of("few distinct", n));

        ParallelAlgorithms.Sort(items, options: Schedulers.Options(3));
        items.Should().Equal(expected);

        Numbered[] sorted = Numbered.Sorted(numbered);
        ParallelAlgorithms.Sort(numbered, Numbered.ByValue, Schedulers.Options(3));
        numbered.Should().Equal(sorted);
    }

    [Theory]
    [MemberData(nameof(NamesAndWorkers))]
    public void Sort_AdversarialInput_IsThatOfArraySort(string name, int workers)
    {
        int[] items = SortInputs.Of(name, SortInputs.Long);
        int[] expected = [.. items];
        Array.Sort(expected);
        int[] compared = [.. items];

        ParallelAlgorithms.Sort(items, options: Schedulers.Options(workers));
        ParallelAlgorithms.Sort(compared, s_comparison, Schedulers.Options(workers));

        items.AsSpan().SequenceEqual(expected).Should().BeTrue();
        compared.AsSpan().SequenceEqual(expected).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sort_AdversarialInputOf64Bits_IsThatOfArraySort(string name)
    {
        int[] input = SortInputs.Of(name, SortInputs.Long);
        long[] wide = Array.ConvertAll(input, static item => ((long)item << 31) + item);
        double[] floating = Array.ConvertAll(input, static item => item / 3.0);
        long[] expectedWide = [.. wide];
        double[] expectedFloating = [.. floating];
        Array.Sort(expectedWide);
        Array.Sort(expectedFloating);

        ParallelAlgorithms.Sort(wide, options: Schedulers.Options(3));
        ParallelAlgorithms.Sort(floating, options: Schedulers.Options(3));

        wide.AsSpan().SequenceEqual(expectedWide).Should().BeTrue();
        floating.AsSpan().SequenceEqual(expectedFloating).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(NamesAndWorkers))]
    public void Sort_AdversarialInputOfNumbered_IsThatOfOrderBy(string name, int workers)
    {
        Numbered[] items = Numbered.From(SortInputs.Of(name, SortInputs.Long / 4));
        Numbered[] expected = Numbered.Sorted(items);
        Numbered[] byKey = [.. items];

        ParallelAlgorithms.Sort(items, Numbered.ByValue, Schedulers.Options(workers));
        ParallelAlgorithms.SortBy(byKey, static item => item.Value, options: Schedulers.Options(workers));

        items.AsSpan().SequenceEqual(expected).Should().BeTrue();
        byKey.AsSpan().SequenceEqual(expected).Should().BeTrue();
    }

    [Theory]
    [InlineData(300)]
    [InlineData(100_000)]
    public void Sort_KeysAndItems_KeepsThemTogether(int n)
    {
        int[] keys = SortInputs.Of("few distinct", n);
        string[] items = Array.ConvertAll(keys, static key => $"{key}");
        int[] numbers = [.. Enumerable.Range(0, n)];
        int[] stableKeys = [.. keys];
        Numbered[] expected = Numbered.Sorted(Numbered.From(keys));

        ParallelAlgorithms.Sort(keys, items);
        ParallelAlgorithms.Sort(stableKeys.AsMemory(), numbers.AsMemory(), Comparer<int>.Create(s_comparison));

        keys.Should().BeInAscendingOrder();
        items.Should().Equal(Array.ConvertAll(keys, static key => $"{key}"));
        stableKeys.Should().Equal(keys);
        numbers.Should().Equal(Array.ConvertAll(expected, static item => item.Number));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(50_000)]
    public void Sort_MemoryAndLists_SortsThatPartOnly(int n)
    {
        int[] items = SortInputs.Of("random", n);
        List<int> list = [.. items];
        List<int> byKey = [.. items];
        int[] expected = [.. items[1..^1].Order()];

        ParallelAlgorithms.Sort(items.AsMemory(1..^1));
        ParallelAlgorithms.Sort(list, s_comparison);
        ParallelAlgorithms.SortBy(byKey, static item => -(long)item);

        items[1..^1].Should().Equal(expected);
        list.Should().Equal(items.Order());
        byKey.Should().Equal(items.OrderDescending());
    }

    [Fact]
    public void Sort_ZerosOfBothSignsAndNaNs_KeepTheirOrder()
    {
        double[] values = [0.0, -0.0, double.NaN, 1, double.NegativeInfinity, BitConverter.Int64BitsToDouble(-1), -1, double.PositiveInfinity];
        foreach (int n in (int[])[values.Length, 100, 300, 70_000])
        {
            double[] items = [.. Enumerable.Range(0, n).Select(i => values[i * 5 % values.Length])];
            long[] expected = [.. items.Order().Select(BitConverter.DoubleToInt64Bits)];

            ParallelAlgorithms.Sort(items);

            items.Select(BitConverter.DoubleToInt64Bits).Should().Equal(expected, $"length {n}");
        }
    }

    [Fact]
    public void Sort_Strings_IsThatOfTheirOwnOrder()
    {
        string?[] items = [.. SortInputs.Of("few distinct", 20_000).Select(static (value, i) => value == 0 ? null : $"{value * i}")];
        string?[] expected = [.. items.Order()];

        ParallelAlgorithms.Sort(items);

        items.Should().Equal(expected);
    }
}
