namespace ParallelCore;

/// <summary>A delegate as a tile body.</summary>
internal readonly struct TileAction(Action<int, int, int, int> body) : ITileBody
{
    public void Invoke(int rowStart, int rowEnd, int columnStart, int columnEnd) => body(rowStart, rowEnd, columnStart, columnEnd);
}
