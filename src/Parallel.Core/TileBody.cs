using ParallelCore.Partitioning;

namespace ParallelCore;

/// <summary>A struct body for each tile of a grid: a chunk is one tile, numbered row by row.</summary>
internal readonly struct TileBody<TBody>(TileGrid grid, TBody body) : ILoopBody
    where TBody : struct, ITileBody
{
    public long Invoke(long start, long end)
    {
        TBody own = body;
        Tile tile = grid[start];
        own.Invoke(tile.RowStart, tile.RowEnd, tile.ColumnStart, tile.ColumnEnd);
        return end;
    }
}
