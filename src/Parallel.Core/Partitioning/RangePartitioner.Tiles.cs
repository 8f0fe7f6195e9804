namespace ParallelCore.Partitioning;

public static partial class RangePartitioner
{
    /// <summary>Cuts a table into tiles of one size; those at the right and bottom edges hold what remains.</summary>
    /// <param name="rows">The table's rows, at least 0.</param>
    /// <param name="columns">The table's columns, at least 0.</param>
    /// <param name="tileRows">The rows of a tile, at least 1; it may exceed the table.</param>
    /// <param name="tileColumns">The columns of a tile, at least 1; it may exceed the table.</param>
    /// <returns>The tiles in row-major order; none for a table without cells.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> or <paramref name="columns"/> is negative, or
    /// <paramref name="tileRows"/> or <paramref name="tileColumns"/> is less than 1.</exception>
    /// <remarks><b>Thread safety:</b> any thread at any time. <b>Order:</b> row-major. <b>Complexity:</b> O(1), 0 bytes. <b>Blocking:</b> never.</remarks>
    /// <example><code>
    /// foreach (Tile tile in RangePartitioner.Tiles(image.Height, image.Width, 64, 256))
    ///     Blur(image, tile);
    /// </code></example>
    public static TileGrid Tiles(int rows, int columns, int tileRows, int tileColumns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tileRows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tileColumns);
        return new TileGrid(rows, columns, tileRows, tileColumns);
    }
}
