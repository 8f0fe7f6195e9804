using System.Numerics;
using System.Runtime.CompilerServices;

namespace ParallelCore.Gallery.Uses.Life;

/// <summary>Cells that live (1) or don't (0), with an edge of dead ones around them.</summary>
internal sealed class Grid(int side)
{
    private static readonly int s_margin = Vector<byte>.Count;
    private readonly int _stride = side + (2 * s_margin);
    private readonly byte[] _cells = new byte[(side + (2 * s_margin)) * (side + 2)];

    public int Side => side;

    public int Population => _cells.Sum(static cell => cell);

    public ref byte this[int row, int column] => ref _cells[((row + 1) * _stride) + s_margin + column];

    /// <summary>The five cells in the middle whose offspring takes 1,103 generations to settle.</summary>
    public static Grid WithRPentomino(int side)
    {
        var grid = new Grid(side);
        int middle = side / 2;
        foreach ((int row, int column) in ((int, int)[])[(0, 1), (0, 2), (1, 0), (1, 1), (2, 1)])
            grid[middle + row, middle + column] = 1;
        return grid;
    }

    /// <summary>Computes a row of the next generation, a vector of cells at a time: born with three neighbours, alive on with two or three.</summary>
    public void NextRow(int row, Grid next)
    {
        ref byte cell = ref this[row, 0];
        ref byte target = ref next[row, 0];
        for (int column = 0; column < side; column += Vector<byte>.Count)
        {
            Vector<byte> around = Three(ref cell, column - _stride) + Three(ref cell, column + _stride) + Load(ref cell, column - 1) + Load(ref cell, column + 1);
            Vector<byte> alive = Load(ref cell, column);
            // With a live cell counted in, both rules are one: three of what is around or-ed with the cell itself.
            Vector<byte> isThree = Vector.Equals(around | alive, new Vector<byte>(3));
            (isThree & Vector<byte>.One).StoreUnsafe(ref Unsafe.Add(ref target, column));
        }
    }

    public bool SameCells(Grid other) => _cells.AsSpan().SequenceEqual(other._cells);

    private static Vector<byte> Three(ref byte cell, int offset) => Load(ref cell, offset - 1) + Load(ref cell, offset) + Load(ref cell, offset + 1);

    private static Vector<byte> Load(ref byte cell, int offset) => Vector.LoadUnsafe(ref Unsafe.Add(ref cell, offset));
}
