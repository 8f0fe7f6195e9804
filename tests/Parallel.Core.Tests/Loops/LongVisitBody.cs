namespace ParallelCore.Tests.Loops;

/// <summary>A struct body that calls a delegate.</summary>
internal readonly struct LongVisitBody(Action<long, long> visit) : ILongRangeBody
{
    public void Invoke(long start, long end) => visit(start, end);
}
