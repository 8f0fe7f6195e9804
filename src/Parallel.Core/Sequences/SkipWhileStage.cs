namespace ParallelCore.Sequences;

/// <summary>The items from the first one on that fails a test.</summary>
internal sealed class SkipWhileStage<T>(Stage<T> source, Func<T, bool> predicate) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution)
    {
        execution.Mix(predicate);
        ReadOnlyMemory<T> items = source is MemoryStage<T> memory ? memory.Items : Gathered<T>.Of(source, execution);
        Func<T, bool> skips = predicate;
        Found<T> first = new FindPass<T>(new MemoryStage<T>(items), execution.Inside(reports: false), item => !skips(item)).Find();
        return new MemoryDriver<T>(first.Exists ? items[(int)first.Position..] : default, next);
    }
}
