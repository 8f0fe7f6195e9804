using FluentAssertions;
using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Partitioning;

public sealed class TilesTests
{
    [Fact]
    public void Tiles_TableWithARest_AreRowMajorWithSmallerEdges() =>
        RangePartitioner.Tiles(3, 5, 2, 3).Should().Equal(new Tile(0, 2, 0, 3), new Tile(0, 2, 3, 5), new Tile(2, 3, 0, 3), new Tile(2, 3, 3, 5));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(0, 0)]
    public void Tiles_NoCells_GivesNone(int rows, int columns)
    {
        TileGrid tiles = RangePartitioner.Tiles(rows, columns, 2, 2);

        tiles.Count.Should().Be(0);
        tiles.Should().BeEmpty();
        tiles.Invoking(grid => grid[0]).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("index");
    }

    [Fact]
    public void Tiles_LargestTable_ReachesItsLastCell()
    {
        TileGrid cells = RangePartitioner.Tiles(int.MaxValue, int.MaxValue, 1, 1);
        cells.Count.Should().Be((long)int.MaxValue * int.MaxValue);
        cells[cells.Count - 1].Should().Be(new Tile(int.MaxValue - 1, int.MaxValue, int.MaxValue - 1, int.MaxValue));

        RangePartitioner.Tiles(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue).Should().Equal(new Tile(0, int.MaxValue, 0, int.MaxValue));
        RangePartitioner.Tiles(int.MaxValue, 1, int.MaxValue - 1, 9).Should().Equal(new Tile(0, int.MaxValue - 1, 0, 1), new Tile(int.MaxValue - 1, int.MaxValue, 0, 1));
    }
}
