using FluentAssertions;
using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Loops;

public sealed class ChunkPolicyTests
{
    [Fact]
    public void Default_IsAuto()
    {
        default(ChunkPolicy).Should().Be(ChunkPolicy.Auto);
        ChunkPolicy.Auto.Kind.Should().Be(ChunkKind.Auto);
    }

    [Fact]
    public void Conversions_PositiveNumber_GiveFixed()
    {
        ChunkPolicy fromInt = 1024;
        ChunkPolicy fromLong = 1L << 40;

        fromInt.Should().Be(ChunkPolicy.Fixed(1024));
        fromLong.Should().Be(ChunkPolicy.Fixed(1L << 40));
        fromInt.Kind.Should().Be(ChunkKind.Fixed);
        fromInt.Size.Should().Be(1024);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Factories_NotPositive_NameTheParameter(int bad)
    {
        FluentActions.Invoking(() => (ChunkPolicy)bad).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("chunk");
        FluentActions.Invoking(() => (ChunkPolicy)(long)bad).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("chunk");
        FluentActions.Invoking(() => ChunkPolicy.Fixed(bad)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("size");
        FluentActions.Invoking(() => ChunkPolicy.Guided(bad)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("min");
    }

    [Fact]
    public void ByWeight_NullFunction_NamesTheParameter() =>
        FluentActions.Invoking(() => ChunkPolicy.ByWeight((Func<long, double>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("weight");

    [Fact]
    public void ToString_EachKind_ReadsLikeItsFactory()
    {
        ChunkPolicy.Auto.ToString().Should().Be("Auto");
        ChunkPolicy.Even.ToString().Should().Be("Even");
        ChunkPolicy.Fixed(1024).ToString().Should().Be("Fixed(1024)");
        ChunkPolicy.Guided(16).ToString().Should().Be("Guided(16)");
        ChunkPolicy.ByWeight(i => i).ToString().Should().Be("ByWeight");
        ChunkPolicy.ByWeight(new double[3]).ToString().Should().Be("ByWeight(3 weights)");
    }

    [Fact]
    public void CutByWeight_FunctionOrTable_CutAlike()
    {
        double[] weights = [.. Enumerable.Range(0, 100).Select(i => (double)i)];

        LongRangeChunks byTable = ChunkPolicy.ByWeight(weights).CutByWeight(50, 150, 4);

        byTable.Should().Equal(ChunkPolicy.ByWeight(i => i - 50).CutByWeight(50, 150, 4));
        byTable.Should().Equal(RangePartitioner.Weighted(50L, 150, 4, weights));
    }

    [Fact]
    public void CutByWeight_AllZero_IsEven() =>
        ChunkPolicy.ByWeight(new double[10]).CutByWeight(0, 10, 3).Should().Equal(RangePartitioner.Even(0L, 10, 3));

    [Fact]
    public void CutByWeight_EmptyRange_GivesNoPieces() => ChunkPolicy.ByWeight(ReadOnlyMemory<double>.Empty).CutByWeight(5, 5, 3).Should().BeEmpty();

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public void CutByWeight_WrongNumberOfWeights_NamesTheLoopsParameter(int count) =>
        FluentActions.Invoking(() => ChunkPolicy.ByWeight(new double[count]).CutByWeight(0, 10, 3)).Should().Throw<ArgumentException>().WithParameterName("chunk");

    [Theory]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void CutByWeight_BadWeight_NamesIt(double bad)
    {
        FluentActions.Invoking(() => ChunkPolicy.ByWeight(new[] { 1, bad }).CutByWeight(0, 2, 2)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("weights");
        FluentActions.Invoking(() => ChunkPolicy.ByWeight(_ => bad).CutByWeight(0, 2, 2)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("weight");
    }
}
