namespace ParallelCore.Sequences;

/// <summary>Arrays of so many items in a row; the last may be shorter.</summary>
internal sealed class ChunkStage<T>(Stage<T> source, int size) : Stage<T[]>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T[]> next, Execution execution) => new ChunkDriver<T>(new Reader<T>(source, execution), size, next);
}

internal sealed class ChunkDriver<T>(Reader<T> source, int size, Sink<T[]> next) : Driver
{
    public override long Length { get; } = source.Length / size + (source.Length % size == 0 ? 0 : 1);

    public override void Run(ref Ranges ranges)
    {
        while (ranges.Next())
        {
            Push(ranges.Start, ranges.End, ranges.Frame);
        }
    }

    private void Push(long start, long end, Frame frame)
    {
        for (; start < end && !frame.IsStopped; start++)
        {
            long first = start * size;
            var items = new T[(int)Math.Min(size, source.Length - first)];
            if (source.Read(first, items.Length, items, out Exception? failure) < items.Length)
            {
                frame.Fail(failure);
                return;
            }

            frame.Position = start;
            next.Push([items], frame);
        }
    }
}

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

internal sealed class WindowSource<T>(ReadOnlyMemory<T> items, int size) : IndexedStage<ReadOnlyMemory<T>>
{
    public override long Count => Math.Max(0, (long)items.Length - size + 1);

    public override void Fill(long start, Span<ReadOnlyMemory<T>> windows)
    {
        for (int i = 0; i < windows.Length; i++)
        {
            windows[i] = items.Slice((int)start + i, size);
        }
    }
}
