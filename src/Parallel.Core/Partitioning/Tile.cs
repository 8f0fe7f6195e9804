namespace ParallelCore.Partitioning;

/// <summary>A rectangle of a table's cells: rows <c>[RowStart, RowEnd)</c> by columns <c>[ColumnStart, ColumnEnd)</c>.</summary>
/// <param name="RowStart">The first row, inclusive, from 0.</param>
/// <param name="RowEnd">The row after the last one, exclusive.</param>
/// <param name="ColumnStart">The first column, inclusive, from 0.</param>
/// <param name="ColumnEnd">The column after the last one, exclusive.</param>
/// <remarks><b>Thread safety:</b> immutable. <b>Complexity:</b> 16 bytes, nothing allocated. <b>Blocking:</b> never.</remarks>
public readonly record struct Tile(int RowStart, int RowEnd, int ColumnStart, int ColumnEnd)
{
    /// <summary>The number of rows.</summary>
    public int Rows => RowEnd - RowStart;

    /// <summary>The number of columns.</summary>
    public int Columns => ColumnEnd - ColumnStart;
}
