using CsCheck;
using FluentAssertions;
using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Partitioning;

public sealed class RangePartitionerProperties
{
    /// <summary>Starts all over int, extremes included, and lengths that may be nothing.</summary>
    private static readonly Gen<(int From, int To)> IntRanges =
        Gen.Select(Gen.OneOf(Gen.Int, Gen.Const(int.MinValue), Gen.Const(0), Gen.Int[int.MaxValue - 100, int.MaxValue]), Gen.Int[0, 3000])
            .Select((from, length) => (from, (int)Math.Min((long)from + length, int.MaxValue)));

    private static readonly Gen<(long From, long To)> LongRanges =
        Gen.Select(Gen.OneOf(Gen.Long, Gen.Const(long.MinValue), Gen.Const(0L), Gen.Long[long.MaxValue - 100, long.MaxValue]), Gen.Int[0, 3000])
            .Select((from, length) => (from, from > long.MaxValue - length ? long.MaxValue : from + length));

    private static readonly Gen<int> Sizes = Gen.OneOf(Gen.Int[1, 40], Gen.Int[1, 5000], Gen.Const(int.MaxValue));

    [Fact]
    public void Even_AnyRange_CoversItInPiecesThatDifferByAtMostOne() =>
        Gen.Select(LongRanges, Sizes).Sample((range, pieces) =>
        {
            LongRangeChunks chunks = RangePartitioner.Even(range.From, range.To, pieces);
            LongRangeChunk[] list = [.. chunks];
            list.ShouldCover(range.From, range.To);
            list.Length.Should().Be((int)Math.Min(range.To - range.From, pieces));
            if (list.Length > 0)
                (list.Max(c => c.Length) - list.Min(c => c.Length)).Should().BeLessThanOrEqualTo(1);
            chunks.ShouldAgreeWithItsIndexer();
        }, iter: 200);

    [Fact]
    public void Fixed_AnyRange_CutsAtMultiplesOfTheSize() =>
        Gen.Select(LongRanges, Sizes).Sample((range, size) =>
        {
            LongRangeChunks chunks = RangePartitioner.Fixed(range.From, range.To, size);
            LongRangeChunk[] list = [.. chunks];
            list.ShouldCover(range.From, range.To);
            list.Select(c => c.Start).Should().Equal(Enumerable.Range(0, list.Length).Select(k => range.From + (long)k * size));
            list.Length.Should().Be((int)((range.To - range.From + (long)size - 1) / size));
            chunks.ShouldAgreeWithItsIndexer();
        }, iter: 200);

    [Fact]
    public void Guided_AnyRange_NeverGrowsAndNeverGoesBelowTheMinimumButAtTheEnd() =>
        Gen.Select(LongRanges, Gen.Int[1, 70], Sizes).Sample((range, workers, min) =>
        {
            LongRangeChunks chunks = RangePartitioner.Guided(range.From, range.To, workers, min);
            LongRangeChunk[] list = [.. chunks];
            list.ShouldCover(range.From, range.To);
            list.Select(c => c.Length).Should().BeInDescendingOrder();
            list.SkipLast(1).Should().NotContain(c => c.Length < (ulong)min);
            list.Should().NotContain(c => c.Length > Math.Max((ulong)min, ChunkMath.Length(c.Start, range.To) / (2UL * (ulong)workers)));
            chunks.ShouldAgreeWithItsIndexer();
        }, iter: 200);

    [Fact]
    public void AllCuts_OfInt_AreThoseOfLong() =>
        Gen.Select(IntRanges, Sizes, Gen.Int[1, 9]).Sample((range, size, workers) =>
        {
            (int from, int to) = range;
            RangePartitioner.Even(from, to, size).Widen().Should().Equal(RangePartitioner.Even((long)from, to, size));
            RangePartitioner.Fixed(from, to, size).Widen().Should().Equal(RangePartitioner.Fixed((long)from, to, size));
            RangePartitioner.Guided(from, to, workers, size).Widen().Should().Equal(RangePartitioner.Guided((long)from, to, workers, size));
            RangePartitioner.Weighted(from, to, workers, i => (uint)i % 7).Widen().Should().Equal(RangePartitioner.Weighted((long)from, to, workers, i => (uint)(int)i % 7));
        }, iter: 100);

    [Fact]
    public void Guided_AnySpan_TakesFewChunks() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Int[1, 64]).Sample((to, workers) =>
            RangePartitioner.Guided(0, to, workers).Count.Should().BeLessThanOrEqualTo(2L * workers * 46 + 2), iter: 100);

    [Fact]
    public void Weighted_AnyWeights_KeepsTheBound() =>
        Gen.Select(LongRanges, Gen.OneOf(Gen.Int[1, 12], Gen.Int[1, 4000]), Weights()).Sample((range, pieces, pool) =>
        {
            double[] weights = new double[range.To - range.From];
            for (int i = 0; i < weights.Length; i++)
                weights[i] = pool[i % pool.Length];
            LongRangeChunks chunks = RangePartitioner.Weighted(range.From, range.To, pieces, weights);

            LongRangeChunk[] list = [.. chunks];
            list.ShouldCover(range.From, range.To);
            list.Length.Should().Be(Math.Min(pieces, weights.Length));
            double bound = weights.Sum() / pieces + weights.DefaultIfEmpty().Max();
            if (list.Length == pieces)
                list.Max(Weight).Should().BeLessThanOrEqualTo(bound * (1 + 1e-9));
            chunks.ShouldAgreeWithItsIndexer();
            RangePartitioner.Weighted(range.From, range.To, pieces, i => weights[i - range.From]).Should().Equal(list);

            double Weight(LongRangeChunk chunk) => weights.AsSpan((int)(chunk.Start - range.From), (int)chunk.Length).ToArray().Sum();
        }, iter: 200);

    [Fact]
    public void Tiles_AnyTable_CoverEachCellOnce() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[1, 50], Gen.Int[1, 50]).Sample((rows, columns, tileRows, tileColumns) =>
        {
            int[,] hits = new int[rows, columns];
            TileGrid tiles = RangePartitioner.Tiles(rows, columns, tileRows, tileColumns);
            foreach (Tile tile in tiles)
                for (int r = tile.RowStart; r < tile.RowEnd; r++)
                    for (int c = tile.ColumnStart; c < tile.ColumnEnd; c++)
                        hits[r, c]++;
            hits.Cast<int>().Should().NotContain(hit => hit != 1);
            Tile[] walked = [.. tiles];
            tiles.Count.Should().Be(walked.Length);
            tiles.Count.Should().Be((long)tiles.Down * tiles.Across);
            Enumerable.Range(0, walked.Length).Select(i => tiles[i]).Should().Equal(walked);
        }, iter: 200);

    private static Gen<double[]> Weights() =>
        Gen.OneOf(Gen.Double[0, 1], Gen.Const(0.0), Gen.Const(1.0), Gen.Double[0, 1e6], Gen.Const(double.Epsilon)).Array[1, 60];
}
