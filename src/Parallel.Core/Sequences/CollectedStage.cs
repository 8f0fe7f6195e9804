namespace ParallelCore.Sequences;

/// <summary>The first items of a stage, computed before anything after it runs: what gives unknown positions known ones.</summary>
internal sealed class CollectedStage<T>(Stage<T> source, long limit) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution) => new MemoryDriver<T>(Gathered<T>.Of(source, execution, limit), next);
}
