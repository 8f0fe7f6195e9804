using FluentAssertions;
using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Partitioning;

public sealed class WeightedTests
{
    [Fact]
    public void Weighted_TriangularLoop_BalancesThePieces()
    {
        RangeChunks pieces = RangePartitioner.Weighted(0, 10_000, 4, i => i);

        foreach (RangeChunk piece in pieces)
            Enumerable.Range(piece.Start, (int)piece.Length).Sum(i => (double)i).Should().BeApproximately(10_000.0 * 9_999 / 2 / 4, 10_000);
    }

    [Theory]
    [InlineData(new[] { 100.0, 1, 1, 1 }, "0-1 1-4")]
    [InlineData(new[] { 1.0, 1, 1, 100 }, "0-3 3-4")]
    [InlineData(new[] { 1.0, 100, 1, 1 }, "0-2 2-4")]
    [InlineData(new[] { 1.0, 0, 0, 0 }, "0-1 1-4")]
    [InlineData(new[] { 0.0, 0, 0, 1 }, "0-3 3-4")]
    [InlineData(new[] { 0.0, 0, 0, 0 }, "0-2 2-4")]
    [InlineData(new[] { 1.0, 1, 1, 1 }, "0-2 2-4")]
    [InlineData(new[] { 1.0 }, "0-1")]
    [InlineData(new double[0], "")]
    public void Weighted_OneHeavyItem_StillGivesEveryPieceAnIndex(double[] weights, string expected)
    {
        RangeChunks pieces = RangePartitioner.Weighted(0, weights.Length, 2, weights);

        string.Join(' ', pieces.Select(piece => $"{piece.Start}-{piece.End}")).Should().Be(expected);
    }

    [Fact]
    public void Weighted_SumBeyondDouble_StillBalances()
    {
        double[] weights = [.. Enumerable.Repeat(double.MaxValue, 100)];

        RangePartitioner.Weighted(0, 100, 4, weights).Should().Equal(RangePartitioner.Even(0, 100, 4));
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Weighted_BadWeight_NamesTheParameter(double bad)
    {
        FluentActions.Invoking(() => RangePartitioner.Weighted(0, 3, 2, [1, bad, 1])).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("weights");
        FluentActions.Invoking(() => RangePartitioner.Weighted(0L, 3, 2, [1, 1, bad])).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("weights");
        FluentActions.Invoking(() => RangePartitioner.Weighted(0, 3, 2, i => i == 0 ? bad : 1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("weight");
        FluentActions.Invoking(() => RangePartitioner.Weighted(5L, 8, 2, i => i == 7 ? bad : 1)).Should().Throw<ArgumentOutOfRangeException>()
            .WithParameterName("weight").WithMessage("*index 7*");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Weighted_WrongNumberOfWeights_NamesTheParameter(int count)
    {
        FluentActions.Invoking(() => RangePartitioner.Weighted(0, 3, 2, new double[count])).Should().Throw<ArgumentException>().WithParameterName("weights");
        FluentActions.Invoking(() => RangePartitioner.Weighted(0L, 3, 2, new double[count])).Should().Throw<ArgumentException>().WithParameterName("weights");
    }

    [Fact]
    public void Weighted_NullFunction_NamesTheParameter()
    {
        FluentActions.Invoking(() => RangePartitioner.Weighted(0, 3, 2, (Func<int, double>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("weight");
        FluentActions.Invoking(() => RangePartitioner.Weighted(0L, 3, 2, (Func<long, double>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("weight");
    }

    [Fact]
    public void Weighted_FunctionThrows_PassesThrough() =>
        FluentActions.Invoking(() => RangePartitioner.Weighted(0, 3, 2, _ => throw new InvalidTimeZoneException())).Should().Throw<InvalidTimeZoneException>();

    [Fact]
    public void Weighted_FunctionThatLies_StillCoversTheRange()
    {
        int calls = 0;

        LongRangeChunks pieces = RangePartitioner.Weighted(0L, 50, 5, _ => ++calls <= 50 ? 1 : double.NaN);

        pieces.ToArray().ShouldCover(0, 50);
        pieces.Count.Should().Be(5);
    }

    [Fact]
    public void Weighted_Function_IsCalledAtMostTwiceAnIndex()
    {
        int[] calls = new int[100];

        RangePartitioner.Weighted(0, 100, 7, i => { calls[i]++; return i; });

        calls.Should().OnlyContain(count => count == 1 || count == 2);
    }
}
