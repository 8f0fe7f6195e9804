using ParallelCore.Scheduling;
using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>A scope, whose body is the first node.</summary>
internal sealed class ScopeOperation(SpawnNode root, int nodes, WorkStealingScheduler? scheduler) : Operation
{
    public SpawnNode Root => root;

    public int Nodes => nodes;

    public WorkStealingScheduler? Scheduler => scheduler;

    public override void Run(Call parent) => new ScopeRun(this, parent).Run();

    public override string ToString() => $"scope of {nodes} on {scheduler?.Name ?? "the parent's"}";
}
