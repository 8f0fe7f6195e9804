using ParallelCore.Primitives;

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

/// <summary>The same where positions aren't known.</summary>
internal sealed class ChunkBatches<T>(Batches<T> source, int size) : Batches<T[]>
{
    private readonly List<T[]> _chunks = [];
    private readonly List<T> _rest = [];
    private bool _hasEnded;

    public override bool Next(bool mayCut, out ReadOnlyMemory<T[]> items)
    {
        _chunks.Clear();
        while (_chunks.Count == 0 && !_hasEnded)
        {
            if (source.Next(mayCut, out ReadOnlyMemory<T> batch))
            {
                Cut(batch.Span);
            }
            else
            {
                _hasEnded = true;
                if (_rest.Count > 0)
                {
                    _chunks.Add([.. _rest]);
                }
            }
        }

        items = ListMemory<T[]>.Of(_chunks);
        return _chunks.Count > 0;
    }

    private void Cut(ReadOnlySpan<T> items)
    {
        int missing = Math.Min(size - _rest.Count, items.Length);
        if (_rest.Count > 0)
        {
            _rest.AddRange(items[..missing]);
            items = items[missing..];
            if (_rest.Count < size)
            {
                return;
            }

            _chunks.Add([.. _rest]);
            _rest.Clear();
        }

        for (; items.Length >= size; items = items[size..])
        {
            _chunks.Add(items[..size].ToArray());
        }

        _rest.AddRange(items);
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

/// <summary>The same where positions aren't known, as views of one array per batch.</summary>
internal sealed class WindowBatches<T>(Batches<T> source, int size) : Batches<ReadOnlyMemory<T>>
{
    private ReadOnlyMemory<T> _last;
    private ReadOnlyMemory<T>[] _windows = [];

    public override bool Next(bool mayCut, out ReadOnlyMemory<ReadOnlyMemory<T>> items)
    {
        long count = 0;
        while (count <= 0 && source.Next(mayCut, out ReadOnlyMemory<T> batch))
        {
            T[] joined = [.. _last.Span, .. batch.Span]; // not pooled: views of it may outlive the call
            var windows = new WindowSource<T>(joined, size);
            count = windows.Count;
            _last = joined.AsMemory((int)count);
            if (count > 0)
            {
                _windows = new ReadOnlyMemory<T>[count];
                windows.Fill(0, _windows);
            }
        }

        items = count > 0 ? _windows : default;
        return count > 0;
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
