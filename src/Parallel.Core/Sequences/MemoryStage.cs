namespace ParallelCore.Sequences;

/// <summary>Items that lie in memory: nothing is copied.</summary>
internal sealed class MemoryStage<T>(ReadOnlyMemory<T> items) : Stage<T>
{
    public override bool IsIndexed => true;

    public ReadOnlyMemory<T> Items => items;

    public override Driver Link(Sink<T> next, Execution execution) => new MemoryDriver<T>(items, next);
}
