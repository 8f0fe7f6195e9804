namespace ParallelCore.Sequences;

/// <summary>Items that are computed from all items before them, when a result is asked for.</summary>
/// <param name="compute">Does so, and returns where they are then.</param>
internal sealed class ComputedStage<T>(Func<Execution, Stage<T>> compute) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution)
    {
        Stage<T> computed = compute(execution);
        execution.HasGathered = true;
        return computed.Link(next, execution);
    }
}
