using FluentAssertions;
using ParallelCore.Algorithms;

namespace ParallelCore.Tests.Algorithms;

/// <summary>The cuts of the algorithms: enough blocks for 256 workers, and no more than a short input is worth.</summary>
public sealed class BlocksTests
{
    private const int Workers = 256;
    private static readonly int[] s_lengths = [0, 1, 2, 31, 32, 1000, 1024, 8191, 8193, 100_000, 1_000_000, 10_000_000, 100_000_000, int.MaxValue];

    public static TheoryData<string, int, int> Families => new()
    {
        // name, so many items give every worker a block, so many give it four
        { "additions", 1 << 21, 1 << 23 },
        { "combinations", 1 << 18, 1 << 20 },
        { "radix", 1 << 22, 1 << 24 },
        { "selection", 1 << 20, 1 << 22 },
        { "top", 1 << 22, 1 << 24 },
        { "shuffle", 1 << 22, 1 << 24 },
        { "grain", 1 << 8, 1 << 10 },
        { "keys", 1 << 20, 1 << 24 },
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void Length_OfLongInputs_GivesManyWorkersSeveralBlocksEach(string family, int one, int several)
    {
        Count(family, one).Should().BeGreaterThanOrEqualTo(Workers);
        foreach (int length in s_lengths.Where(length => length >= several))
            Count(family, length).Should().BeGreaterThanOrEqualTo(4 * Workers, "{0} items", length);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Length_OfAnyInput_IsPositiveAndGivesNoMoreBlocksThanAreCheapToPutTogether(string family, int one, int several)
    {
        one.Should().BeLessThan(several);
        foreach (int length in s_lengths)
        {
            LengthOf(family, length).Should().BePositive();
            Count(family, length).Should().BeLessThanOrEqualTo(Math.Max(4096, (int)Math.Sqrt(length) + 1), "{0} items", length);
        }
    }

    [Fact]
    public void Length_OfShortInputs_IsOneBlock()
    {
        Count("additions", 8192).Should().Be(1);
        Count("combinations", 1024).Should().Be(1);
        Count("radix", 16_384).Should().Be(1);
        Count("top", 16_384).Should().Be(1);
    }

    /// <summary>Each block's keys have to be merged with those of the others: no more blocks than the workers need.</summary>
    [Theory]
    [InlineData(10_000_000, 1, 153)]
    [InlineData(10_000_000, 2, 153)]
    [InlineData(10_000_000, 64, 306)]
    [InlineData(1_000_000, 2, 16)]
    [InlineData(1_000_000, 8, 62)]
    [InlineData(100_000, 2, 25)]
    [InlineData(2_000, 2, 1)]
    public void KeyBlocks_OfFewWorkers_AreFew(int length, int workers, int most) =>
        Blocks.Count(length, ParallelCore.Sequences.KeyGrouping<int>.BlockLengthFor(length, workers, isDealt: false)).Should().BeInRange(Math.Min(workers, most), most);

    private static int Count(string family, int length) => Blocks.Count(length, LengthOf(family, length));

    private static int LengthOf(string family, int length) => family switch
    {
        "additions" => Blocks.OfAdditions<double>(length),
        "combinations" => Blocks.OfCombinations<double>(length),
        "radix" => RadixSortCall<int, PrimitiveKey<int>>.ChunkFor(length),
        "selection" => SelectCall<int, DefaultOrder<int>>.ChunkFor(length),
        "top" => TopCall<int, DefaultOrder<int>>.ChunkFor(length, 10),
        "shuffle" => BucketShuffle<int>.BlockFor(length),
        "keys" => ParallelCore.Sequences.KeyGrouping<int>.BlockLengthFor(length, Workers, isDealt: true),
        _ => Blocks.Grain(length),
    };
}
