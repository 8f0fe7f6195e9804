using ParallelCore.Loops;
using ParallelCore.Partitioning;

namespace ParallelCore;

/// <summary>A delegate as a tile body.</summary>
internal readonly struct TileAction(Action<int, int, int, int> body) : ITileBody
{
    public void Invoke(int rowStart, int rowEnd, int columnStart, int columnEnd) => body(rowStart, rowEnd, columnStart, columnEnd);
}

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

/// <summary>A loop body over a rectangular tile, as a struct that the compiler inlines into the loop.</summary>
/// <remarks><b>Thread safety:</b> each participating worker calls <see cref="Invoke"/> on a copy of its own.</remarks>
public interface ITileBody
{
    /// <summary>Runs the cells of one tile.</summary>
    /// <param name="rowStart">The first row.</param>
    /// <param name="rowEnd">One past the last row.</param>
    /// <param name="columnStart">The first column.</param>
    /// <param name="columnEnd">One past the last column.</param>
    void Invoke(int rowStart, int rowEnd, int columnStart, int columnEnd);
}
