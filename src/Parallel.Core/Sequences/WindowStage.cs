namespace ParallelCore.Sequences;

/// <summary>Every stretch of so many items in a row, as views of one array.</summary>
internal sealed class WindowStage<T>(Stage<T> source, int size) : Stage<ReadOnlyMemory<T>>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<ReadOnlyMemory<T>> next, Execution execution)
    {
        ReadOnlyMemory<T> items = Collected.Memory(source, execution);
        var windows = new WindowSource<T>(items, size);
        return new IndexedDriver<ReadOnlyMemory<T>>(windows, windows.Count, next);
    }
}
