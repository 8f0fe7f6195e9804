using ParallelCore.Scheduling;
using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>A tree of forks in all forms.</summary>
internal sealed class ForkOperation(ForkNode root, int leaves, WorkStealingScheduler? scheduler) : Operation
{
    public ForkNode Root => root;

    public int Leaves => leaves;

    public WorkStealingScheduler? Scheduler => scheduler;

    public override void Run(Call parent) => new ForkRun(this, parent).Run();

    public override string ToString() => $"fork tree with {leaves} leaves on {scheduler?.Name ?? "the parent's"}";
}
