namespace ParallelCore.Sequences;

/// <summary>The items before the first one that fails a test; those after it may be computed, but not waited for.</summary>
internal sealed class TakeWhileStage<T>(Stage<T> source, Func<T, bool> predicate) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution)
    {
        execution.Mix(predicate);
        return new MemoryDriver<T>(Gathered<T>.Of(source, execution, takesWhile: predicate), next);
    }
}
