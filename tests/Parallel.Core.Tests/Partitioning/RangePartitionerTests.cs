using FluentAssertions;
using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Partitioning;

public sealed class RangePartitionerTests
{
    private const ulong IntSpan = (1UL << 32) - 1;

    [Theory]
    [InlineData(0, 10, 3, "0-4 4-7 7-10")]
    [InlineData(0, 9, 3, "0-3 3-6 6-9")]
    [InlineData(-5, 0, 2, "-5--2 -2-0")]
    [InlineData(3, 5, 7, "3-4 4-5")]
    [InlineData(3, 4, 1, "3-4")]
    [InlineData(3, 3, 4, "")]
    public void Even_SmallRange_GivesTheLongerPiecesFirst(int from, int to, int pieces, string expected)
    {
        Text(RangePartitioner.Even(from, to, pieces)).Should().Be(expected);
        Text(RangePartitioner.Even((long)from, to, pieces)).Should().Be(expected);
    }

    [Theory]
    [InlineData(0, 10, 3, "0-3 3-6 6-9 9-10")]
    [InlineData(0, 9, 3, "0-3 3-6 6-9")]
    [InlineData(-4, 1, 2, "-4--2 -2-0 0-1")]
    [InlineData(0, 3, 4, "0-3")]
    [InlineData(0, 4, 4, "0-4")]
    [InlineData(0, 5, 4, "0-4 4-5")]
    [InlineData(7, 7, 1, "")]
    public void Fixed_SmallRange_CutsAtMultiplesFromTheStart(int from, int to, int size, string expected)
    {
        Text(RangePartitioner.Fixed(from, to, size)).Should().Be(expected);
        Text(RangePartitioner.Fixed((long)from, to, size)).Should().Be(expected);
    }

    [Theory]
    [InlineData(0, 16, 2, 1, "0-4 4-7 7-9 9-10 10-11 11-12 12-13 13-14 14-15 15-16")]
    [InlineData(0, 16, 2, 5, "0-5 5-10 10-15 15-16")]
    [InlineData(0, 3, 4, 8, "0-3")]
    [InlineData(5, 5, 4, 8, "")]
    public void Guided_SmallRange_ShrinksToTheMinimum(int from, int to, int workers, int min, string expected)
    {
        Text(RangePartitioner.Guided(from, to, workers, min)).Should().Be(expected);
        Text(RangePartitioner.Guided((long)from, to, workers, min)).Should().Be(expected);
    }

    [Fact]
    public void AllCuts_WholeIntSpan_CoverIt()
    {
        RangePartitioner.Even(int.MinValue, int.MaxValue, 7).Widen().ShouldCover(int.MinValue, int.MaxValue);
        RangePartitioner.Fixed(int.MinValue, int.MaxValue, int.MaxValue).Widen().ShouldCover(int.MinValue, int.MaxValue);
        RangePartitioner.Guided(int.MinValue, int.MaxValue, 8, 1000).Widen().ShouldCover(int.MinValue, int.MaxValue);
        RangePartitioner.Even(int.MinValue, int.MaxValue, 1)[0].Length.Should().Be((long)IntSpan);
        RangePartitioner.Fixed(int.MinValue, int.MaxValue, 1).Count.Should().Be((long)IntSpan);
        RangePartitioner.Fixed(int.MinValue, int.MaxValue, 1)[(long)IntSpan - 1].Should().Be(new RangeChunk(int.MaxValue - 1, int.MaxValue));
    }

    [Fact]
    public void AllCuts_WholeLongSpan_CoverIt()
    {
        RangePartitioner.Even(long.MinValue, long.MaxValue, 7).ToArray().ShouldCover(long.MinValue, long.MaxValue);
        RangePartitioner.Fixed(long.MinValue, long.MaxValue, long.MaxValue).ToArray().ShouldCover(long.MinValue, long.MaxValue);
        RangePartitioner.Guided(long.MinValue, long.MaxValue, 8, 1000).ToArray().ShouldCover(long.MinValue, long.MaxValue);
        RangePartitioner.Even(long.MinValue, long.MaxValue, 1)[0].Length.Should().Be(ulong.MaxValue);
        RangePartitioner.Guided(long.MinValue, long.MaxValue, 8, 1000).ShouldAgreeWithItsIndexer();
    }

    [Fact]
    public void Fixed_MoreChunksThanLong_CountsNotButEnumeratesAndIndexes()
    {
        LongRangeChunks chunks = RangePartitioner.Fixed(long.MinValue, long.MaxValue, 1);

        chunks.Invoking(list => list.Count).Should().Throw<OverflowException>();
        chunks.First().Should().Be(new LongRangeChunk(long.MinValue, long.MinValue + 1));
        chunks[long.MaxValue].Should().Be(new LongRangeChunk(-1, 0));
    }

    [Fact]
    public void Count_MoreChunksThanInt_OverflowsOnlyThroughTheInterface()
    {
        RangeChunks chunks = RangePartitioner.Fixed(int.MinValue, int.MaxValue, 1);

        ((IReadOnlyList<RangeChunk>)chunks).Invoking(list => list.Count).Should().Throw<OverflowException>();
        ((IReadOnlyList<RangeChunk>)RangePartitioner.Fixed(0, 10, 3)).Count.Should().Be(4);
        ((IReadOnlyList<RangeChunk>)RangePartitioner.Fixed(0, 10, 3))[3].Should().Be(new RangeChunk(9, 10));
    }

    [Fact]
    public void Default_IsAnEmptyList()
    {
        default(RangeChunks).Count.Should().Be(0);
        default(RangeChunks).Should().BeEmpty();
        default(LongRangeChunks).Count.Should().Be(0);
        default(LongRangeChunks).Should().BeEmpty();
        default(LongRangeChunks).Invoking(list => list[0]).Should().Throw<ArgumentOutOfRangeException>();
        default(TileGrid).Count.Should().Be(0);
        default(TileGrid).Should().BeEmpty();
        RangePartitioner.CreateOrderable(default(RangeChunks)).GetOrderableDynamicPartitions().Should().BeEmpty();
    }

    [Fact]
    public void AnyCut_FromAboveTo_IsEmpty()
    {
        RangePartitioner.Even(1, 0, 1).Should().BeEmpty();
        RangePartitioner.Even(long.MaxValue, long.MinValue, 3).Should().BeEmpty();
        RangePartitioner.Fixed(1, 0, 1).Should().BeEmpty();
        RangePartitioner.Fixed(1L, 0, 1).Should().BeEmpty();
        RangePartitioner.Guided(1, 0, 1).Should().BeEmpty();
        RangePartitioner.Guided(1L, 0, 1).Should().BeEmpty();
        RangePartitioner.Weighted(1, 0, 1, _ => 1).Should().BeEmpty();
        RangePartitioner.Weighted(1L, 0, 1, _ => 1).Should().BeEmpty();
        RangePartitioner.CreateOrderable(RangePartitioner.Fixed(1, 0, 1)).GetDynamicPartitions().Should().BeEmpty();
        RangePartitioner.CreateOrderable(RangePartitioner.Fixed(1L, 0, 1)).GetDynamicPartitions().Should().BeEmpty();
        RangePartitioner.CreateOrderableIndices(1, 0, 1).GetDynamicPartitions().Should().BeEmpty();
        RangePartitioner.CreateOrderableIndices(1L, 0, 1).GetDynamicPartitions().Should().BeEmpty();
    }

    [Fact]
    public void AllCuts_BadArguments_NameTheParameter()
    {
        foreach (int bad in new[] { 0, -1, int.MinValue })
        {
            Names("pieces", () => RangePartitioner.Even(0, 1, bad), () => RangePartitioner.Even(0L, 1, bad));
            Names("pieces", () => RangePartitioner.Weighted(0, 1, bad, _ => 1), () => RangePartitioner.Weighted(0L, 1, bad, _ => 1));
            Names("size", () => RangePartitioner.Fixed(0, 1, bad), () => RangePartitioner.Fixed(0L, 1, bad));
            Names("workers", () => RangePartitioner.Guided(0, 1, bad), () => RangePartitioner.Guided(0L, 1, bad));
            Names("min", () => RangePartitioner.Guided(0, 1, 1, bad), () => RangePartitioner.Guided(0L, 1, 1, bad));
            Names("chunk", () => RangePartitioner.CreateOrderableIndices(0, 1, bad), () => RangePartitioner.CreateOrderableIndices(0L, 1, bad));
            Names("tileRows", () => RangePartitioner.Tiles(1, 1, bad, 1));
            Names("tileColumns", () => RangePartitioner.Tiles(1, 1, 1, bad));
        }
        Names("rows", () => RangePartitioner.Tiles(-1, 1, 1, 1));
        Names("columns", () => RangePartitioner.Tiles(1, -1, 1, 1));
    }

    [Fact]
    public void EvenFixedGuidedAndTiles_Enumerated_AllocateNothing()
    {
        Walk();
        long before = GC.GetAllocatedBytesForCurrentThread();
        long sum = Walk();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        sum.Should().Be(4_000);

        static long Walk()
        {
            long sum = 0;
            foreach (RangeChunk chunk in RangePartitioner.Even(0, 1000, 7))
                sum += chunk.Length;
            foreach (LongRangeChunk chunk in RangePartitioner.Fixed(0L, 1000, 7))
                sum += (long)chunk.Length;
            foreach (RangeChunk chunk in RangePartitioner.Guided(0, 1000, 7, 2))
                sum += chunk.Length;
            foreach (Tile tile in RangePartitioner.Tiles(10, 100, 3, 7))
                sum += tile.Rows * tile.Columns;
            return sum;
        }
    }

    [Fact]
    public void Enumerator_Reset_IsNotSupported()
    {
        ((IEnumerable<RangeChunk>)RangePartitioner.Fixed(0, 1, 1)).GetEnumerator().Invoking(e => e.Reset()).Should().Throw<NotSupportedException>();
        ((IEnumerable<LongRangeChunk>)RangePartitioner.Fixed(0L, 1, 1)).GetEnumerator().Invoking(e => e.Reset()).Should().Throw<NotSupportedException>();
        ((IEnumerable<Tile>)RangePartitioner.Tiles(1, 1, 1, 1)).GetEnumerator().Invoking(e => e.Reset()).Should().Throw<NotSupportedException>();
    }

    private static string Text(RangeChunks chunks) => string.Join(' ', chunks.Select(chunk => $"{chunk.Start}-{chunk.End}"));

    private static string Text(LongRangeChunks chunks) => string.Join(' ', chunks.Select(chunk => $"{chunk.Start}-{chunk.End}"));

    private static void Names(string parameter, params Func<object>[] calls)
    {
        foreach (Func<object> call in calls)
            call.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(parameter);
    }
}
