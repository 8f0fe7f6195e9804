using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>A loop.</summary>
internal sealed class LoopOperation(LoopPlan plan) : Operation
{
    public override void Run(Call parent) => new LoopRun(plan, parent, CancellationToken.None).Run();

    /// <summary>Runs it in a body of a loop with <paramref name="token"/>, which it may share.</summary>
    public void RunIn(Call parent, CancellationToken token) => new LoopRun(plan, parent, token).Run();

    public override string ToString() => plan.ToString();
}
