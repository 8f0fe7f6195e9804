using System.Collections;
using System.Diagnostics;
using System.Globalization;

namespace ParallelCore.Partitioning;

/// <summary>The tiles that cover a table, row of tiles after row of tiles, computed as they are asked for.</summary>
/// <remarks>
/// Made by <see cref="RangePartitioner.Tiles"/>; <see langword="default"/> is an empty list.
/// <b>Thread safety:</b> immutable; any number of threads may index and enumerate it. <b>Order:</b> row-major. <b>Complexity:</b>
/// enumerating allocates nothing; <see cref="Count"/> and the indexer are O(1). Using it through an interface boxes it. <b>Blocking:</b> never.
/// </remarks>
[DebuggerDisplay("Count = {Count}")]
public readonly struct TileGrid : IReadOnlyList<Tile>, IChunkSource<Tile>
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _tileRows;
    private readonly int _tileColumns;

    internal TileGrid(int rows, int columns, int tileRows, int tileColumns)
    {
        _rows = rows;
        _columns = columns;
        _tileRows = tileRows;
        _tileColumns = tileColumns;
        Down = (int)ChunkMath.FixedCount((ulong)rows, (ulong)tileRows);
        Across = (int)ChunkMath.FixedCount((ulong)columns, (ulong)tileColumns);
    }

    /// <summary>The number of tiles from the top row to the bottom row; 0 for a table without rows.</summary>
    public int Down { get; }

    /// <summary>The number of tiles from the first column to the last column; 0 for a table without columns.</summary>
    public int Across { get; }

    /// <summary>The number of tiles; 0 for a table without cells.</summary>
    public long Count => (long)Down * Across;

    int IReadOnlyCollection<Tile>.Count => checked((int)Count);

    /// <summary>The tile at a position in row-major order.</summary>
    /// <param name="index">The position in the list, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>The tile; those at the right and bottom edges may be smaller. A table without cells has no valid position.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is outside the list.</exception>
    public Tile this[long index]
    {
        get
        {
            if ((ulong)index >= (ulong)Count)
            {
                throw new ArgumentOutOfRangeException(nameof(index), index, "The index is outside the list of tiles.");
            }

            (long down, long across) = Math.DivRem(index, Across);
            long row = down * _tileRows;
            long column = across * _tileColumns;
            return new Tile((int)row, (int)Math.Min(row + _tileRows, _rows), (int)column, (int)Math.Min(column + _tileColumns, _columns));
        }
    }

    Tile IReadOnlyList<Tile>.this[int index] => this[index];

    /// <summary>Enumerates the tiles in row-major order.</summary>
    /// <returns>A struct that allocates nothing; for a table without cells it ends at once.</returns>
    public TileEnumerator GetEnumerator() => new(this);

    IEnumerator<Tile> IEnumerable<Tile>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool IChunkSource<Tile>.TryGet(ulong ordinal, out Tile chunk)
    {
        bool found = ordinal < (ulong)Count;
        chunk = found ? this[(long)ordinal] : default;
        return found;
    }
}

/// <summary>Walks a <see cref="TileGrid"/>. Not thread-safe: one enumerator a thread.</summary>
public struct TileEnumerator : IEnumerator<Tile>
{
    private readonly TileGrid _tiles;
    private long _next;

    internal TileEnumerator(in TileGrid tiles) => _tiles = tiles;

    /// <summary>The tile that the last <see cref="MoveNext"/> reached; before the first one, an empty tile.</summary>
    public Tile Current { get; private set; }

    readonly object IEnumerator.Current => Current;

    /// <summary>Goes to the next tile.</summary>
    /// <returns>False when there is none; a table without cells has none.</returns>
    public bool MoveNext()
    {
        if (_next >= _tiles.Count)
        {
            return false;
        }

        Current = _tiles[_next++];
        return true;
    }

    readonly void IEnumerator.Reset() => throw new NotSupportedException();

    readonly void IDisposable.Dispose()
    {
    }
}

/// <summary>A rectangle of a table's cells: rows <c>[RowStart, RowEnd)</c> by columns <c>[ColumnStart, ColumnEnd)</c>.</summary>
/// <remarks><b>Thread safety:</b> immutable. <b>Complexity:</b> 16 bytes, nothing allocated. <b>Blocking:</b> never.</remarks>
public readonly struct Tile
{
    internal Tile(int rowStart, int rowEnd, int columnStart, int columnEnd)
    {
        RowStart = rowStart;
        RowEnd = rowEnd;
        ColumnStart = columnStart;
        ColumnEnd = columnEnd;
    }

    /// <summary>The first row, inclusive, from 0.</summary>
    public int RowStart { get; }

    /// <summary>The row after the last one, exclusive.</summary>
    public int RowEnd { get; }

    /// <summary>The first column, inclusive, from 0.</summary>
    public int ColumnStart { get; }

    /// <summary>The column after the last one, exclusive.</summary>
    public int ColumnEnd { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => RowEnd - RowStart;

    /// <summary>The number of columns.</summary>
    public int Columns => ColumnEnd - ColumnStart;

    /// <summary>The text, as in <c>[0, 64) x [64, 128)</c>, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{RowStart}, {RowEnd}) x [{ColumnStart}, {ColumnEnd})");
}
