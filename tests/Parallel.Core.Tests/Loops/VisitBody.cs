namespace ParallelCore.Tests.Loops;

/// <summary>A struct body that calls a delegate.</summary>
internal readonly struct VisitBody(Action<long, long> visit) : IRangeBody
{
    public void Invoke(int start, int end) => visit(start, end);
}
