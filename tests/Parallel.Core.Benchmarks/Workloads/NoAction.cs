using CommunityToolkit.HighPerformance.Helpers;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A body for ParallelHelper that does nothing.</summary>
internal readonly struct NoAction : IAction
{
    public void Invoke(int i)
    {
    }
}
