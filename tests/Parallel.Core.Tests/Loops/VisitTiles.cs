namespace ParallelCore.Tests.Loops;

/// <summary>A struct tile body that calls a delegate.</summary>
internal readonly struct VisitTiles(Action<int, int, int, int> visit) : ITileBody
{
    public void Invoke(int rowStart, int rowEnd, int columnStart, int columnEnd) => visit(rowStart, rowEnd, columnStart, columnEnd);
}
