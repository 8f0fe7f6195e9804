using System.Runtime.CompilerServices;
using ParallelCore.Loops;
using ParallelCore.Partitioning;

namespace ParallelCore;

/// <content>Loops over tables.</content>
public static partial class ParallelRange
{
    /// <summary>Runs <paramref name="body"/> for rectangular tiles (rowStart, rowEnd, columnStart, columnEnd) that together cover a table.</summary>
    /// <param name="rows">Rows of the table, 0 or more.</param>
    /// <param name="columns">Columns of the table, 0 or more.</param>
    /// <param name="tileRows">Rows of a tile, 1 or more; tiles at the bottom may have fewer.</param>
    /// <param name="tileColumns">Columns of a tile, 1 or more; tiles at the right may have fewer.</param>
    /// <param name="body">Is called with each tile once. Both pairs are half open.</param>
    /// <param name="options">Worker limit, cancellation, progress (in tiles), scheduler, name; null for none.</param>
    /// <param name="callerLine">Filled in by the compiler; tells the loops of a type apart when their cost is remembered.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or a tile size is zero.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more bodies failed; the first is that of the first failing tile in row-major order.</exception>
    /// <remarks>A table without cells runs nothing. Order, complexity, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    public static void RunTiles(
        int rows, int columns, int tileRows, int tileColumns, Action<int, int, int, int> body, RangeOptions? options = null, [CallerLineNumber] int callerLine = 0)
    {
        ArgumentNullException.ThrowIfNull(body);
        LoopTiles(RangePartitioner.Tiles(rows, columns, tileRows, tileColumns), new TileAction(body), options, SiteCosts.Key(body, callerLine));
    }

    /// <summary>Runs a struct body for rectangular tiles that together cover a table. Its code is inlined into the loop.</summary>
    /// <typeparam name="TBody">The body.</typeparam>
    /// <param name="rows">Rows of the table, 0 or more.</param>
    /// <param name="columns">Columns of the table, 0 or more.</param>
    /// <param name="tileRows">Rows of a tile, 1 or more; tiles at the bottom may have fewer.</param>
    /// <param name="tileColumns">Columns of a tile, 1 or more; tiles at the right may have fewer.</param>
    /// <param name="body">Is called with each tile once.</param>
    /// <param name="options">Worker limit, cancellation, progress (in tiles), scheduler, name; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or a tile size is zero.</exception>
    /// <exception cref="ObjectDisposedException">The scheduler in <paramref name="options"/> was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token in <paramref name="options"/> was cancelled.</exception>
    /// <exception cref="AggregateException">One or more bodies failed; the first is that of the first failing tile in row-major order.</exception>
    /// <remarks>A table without cells runs nothing. Order, complexity, blocking and thread safety: see <see cref="ParallelRange"/>.</remarks>
    public static void RunTiles<TBody>(int rows, int columns, int tileRows, int tileColumns, TBody body, RangeOptions? options = null)
        where TBody : struct, ITileBody =>
        LoopTiles(RangePartitioner.Tiles(rows, columns, tileRows, tileColumns), body, options, SiteCosts.Key<TBody>());

    private static void LoopTiles<TBody>(in TileGrid grid, TBody body, RangeOptions? options, int key)
        where TBody : struct, ITileBody =>
        RunChunks(0, grid.Count, ChunkPolicy.Fixed(1), new TileBody<TBody>(grid, body), options, key);
}
