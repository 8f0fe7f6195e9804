namespace ParallelCore.Sequences;

/// <summary>Every stretch of so many items in a row, as views of one array.</summary>
internal sealed class WindowStage<T>(Stage<T> source, int size) : Stage<ReadOnlyMemory<T>>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<ReadOnlyMemory<T>> next, Execution execution)
    {
        // Not pooled: views of it may outlive the call.
        ReadOnlyMemory<T> items = Collected.Memory(source, execution);
        execution.HasGathered |= source is not MemoryStage<T>;
        var windows = new WindowSource<T>(items, size);
        return new IndexedDriver<ReadOnlyMemory<T>>(windows, windows.Count, next);
    }
}
