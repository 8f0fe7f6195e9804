using System.Runtime.InteropServices;
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
    private const int MostAtOnce = 64;

    private readonly List<T[]> _chunks = [];
    private readonly List<T> _rest = [];
    private HeldBatches<T> _source = new(source);
    private bool _hasEnded;
    private int _wanted = 1;

    public override bool Next(bool mayCut, out ReadOnlyMemory<T[]> items)
    {
        _chunks.Clear();
        while (_chunks.Count < _wanted && !_hasEnded && !(mayCut && _chunks.Count > 0 && _source.LastPull > Patience))
        {
            if (_source.Next(mayCut, _chunks.Count > 0, out ReadOnlyMemory<T> batch))
            {
                Cut(batch.Span);
            }
            else if (_source.HasFailed)
            {
                break;
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

        _wanted = Math.Min(4 * _wanted, MostAtOnce); // long ones are for several workers, too
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
    private readonly List<T> _new = [];
    private HeldBatches<T> _source = new(source);
    private ReadOnlyMemory<T> _last;

    public override bool Next(bool mayCut, out ReadOnlyMemory<ReadOnlyMemory<T>> items)
    {
        // What is carried over is copied again: as many new items as that at least, unless the source ends, keep it to twice the items.
        _new.Clear();
        while (_new.Count < size && _source.Next(mayCut, _last.Length + _new.Count >= size, out ReadOnlyMemory<T> batch))
        {
            _new.AddRange(batch.Span);
        }

        T[] joined = [.. _last.Span, .. CollectionsMarshal.AsSpan(_new)]; // not pooled: views of it may outlive the call
        var windows = new WindowSource<T>(joined, size);
        if (_new.Count == 0 || windows.Count == 0)
        {
            items = default;
            return false;
        }

        var views = new ReadOnlyMemory<T>[windows.Count];
        windows.Fill(0, views);
        _last = joined.AsMemory(views.Length);
        items = views;
        return true;
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
