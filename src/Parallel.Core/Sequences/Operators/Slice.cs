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
        return new SliceDriver(source.Link(skip == 0 ? next : new ShiftSink<T>(-skip, next), execution), skip, take);
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
