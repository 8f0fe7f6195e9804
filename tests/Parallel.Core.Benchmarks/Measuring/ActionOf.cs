using CommunityToolkit.HighPerformance.Helpers;

namespace ParallelCore.Benchmarks.Measuring;

/// <summary>Iterations as CommunityToolkit's ParallelHelper wants them.</summary>
internal readonly struct ActionOf<TWork>(TWork work) : IAction
    where TWork : struct, IIndexWork
{
    public void Invoke(int i) => work.Invoke(i);
}
