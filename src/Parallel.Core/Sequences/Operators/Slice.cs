using System.Runtime;
using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>Skip and Take on known positions: the rest isn't run at all.</summary>
internal sealed class SliceStage<T>(Stage<T> source, long skip, long take) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        long before = execution.Skipped;
        execution.Skipped = skip > long.MaxValue - before ? long.MaxValue : before + skip;
        Driver driver = source.Link(skip == 0 ? next : new ShiftSink<T>(-skip, next), execution);
        execution.Skipped = before;
        return new SliceDriver(driver, skip, take);
    }
}

internal sealed class SliceDriver(Driver source, long skip, long take) : Driver
{
    public override long Length { get; } = Math.Min(take, Math.Max(0, source.Length - skip));

    public override void Run(ref Ranges ranges)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        ranges.Offset += skip;
        source.Run(ref ranges);
    }
}

/// <summary>Items whose positions differ from those of the stage before by a fixed distance.</summary>
internal sealed class ShiftSink<T>(long distance, Sink<T> next) : Sink<T>
{
    public override void Run(scoped ref Feed<T> feed)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        feed.Shift += distance;
        next.Run(ref feed);
    }

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        long position = frame.Position;
        frame.Position = position + distance;
        next.Push(items, frame);
        frame.Position = position;
    }
}

/// <summary>The first items of a streamed source. Nothing is pulled ahead, since it may not be wanted.</summary>
internal sealed class TakeBatches<T>(Batches<T> source, long count) : Batches<T>
{
    private long _left = count;

    public override bool Next(bool mayCut, out ReadOnlyMemory<T> items)
    {
        items = default;
        if (_left == 0 || !source.Next(mayCut, out items))
        {
            return false;
        }

        items = items[..(int)Math.Min(_left, items.Length)];
        _left -= items.Length;
        return true;
    }
}

/// <summary>All items but the first ones, where positions aren't known.</summary>
internal sealed class SkipBatches<T>(Batches<T> source, long count) : Batches<T>
{
    private long _left = count;

    public override IPulled? Pulled => source.Pulled;

    public override bool Next(bool mayCut, out ReadOnlyMemory<T> items)
    {
        while (source.Next(mayCut, out items))
        {
            int skipped = (int)Math.Min(_left, items.Length);
            _left -= skipped;
            if (skipped < items.Length)
            {
                items = items[skipped..];
                return true;
            }
        }

        return false;
    }
}

/// <summary>All items but the last ones, which are held back until others come.</summary>
internal sealed class SkipLastBatches<T>(Batches<T> source, int count) : Batches<T>
{
    private readonly Queue<T> _held = new();
    private T[] _items = [];

    public override bool Next(bool mayCut, out ReadOnlyMemory<T> items)
    {
        int ready = 0;
        while (ready == 0 && source.Next(mayCut, out ReadOnlyMemory<T> batch))
        {
            foreach (T item in batch.Span)
            {
                _held.Enqueue(item);
            }

            ready = Math.Max(0, _held.Count - count);
            if (_items.Length < ready)
            {
                _items = new T[ready];
            }

            for (int i = 0; i < ready; i++)
            {
                _items[i] = _held.Dequeue();
            }
        }

        items = _items.AsMemory(0, ready);
        return ready > 0;
    }
}

/// <summary>The items from the first one on that fails a test.</summary>
internal sealed class SkipWhileBatches<T>(Batches<T> source, Func<T, bool> predicate, Execution execution) : Batches<T>
{
    private bool _hasBegun;

    public override bool Next(bool mayCut, out ReadOnlyMemory<T> items)
    {
        while (source.Next(mayCut, out items))
        {
            if (_hasBegun)
            {
                return true;
            }

            Found<T> first = new FindPass<T>(new MemoryStage<T>(items), execution.Inside(reports: false), item => !predicate(item)).Find();
            if (first.Exists)
            {
                _hasBegun = true;
                items = items[(int)first.Position..];
                return true;
            }
        }

        return false;
    }
}

/// <summary>Lets a piece's items be collected up to the first that fails a test, which makes the piece the last that counts.</summary>
internal sealed class TakeWhileSink<T>(Func<T, bool> predicate, CollectSink<T> next) : BlockSink<T, T>(next)
{
    [BypassReadyToRun]
    protected override void Make(scoped ref Feed<T> feed, scoped Span<T> output, scoped ref int made)
    {
        Func<T, bool> takes = predicate;
        while (feed.Next(output.Length, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            int taken = 0;
            for (; taken < items.Length; taken++)
            {
                made = taken;
                output[taken] = items[taken];
                if (!takes(items[taken]))
                {
                    break;
                }
            }

            Hand(output[..taken], feed.Frame, ref made);
            if (taken < items.Length)
            {
                Unsafe.As<Frame<Segment<T>>>(feed.Frame).State.IsLast = true;
                feed.Frame.Stop();
            }
        }
    }
}
