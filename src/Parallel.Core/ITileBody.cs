namespace ParallelCore;

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
