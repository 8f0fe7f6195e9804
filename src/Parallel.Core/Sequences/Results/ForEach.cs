using System.Runtime;
using System.Runtime.CompilerServices;
using ParallelCore.Collections;
using ParallelCore.Loops;

namespace ParallelCore.Sequences;

/// <summary>Runs the whole chain; what is wanted happens in its last sink, which knows the frame.</summary>
internal abstract class EachPass<T, TFrame>(Stage<T> source, Execution execution, Sink<T> sink) : DriverPass<TFrame>(execution)
    where TFrame : Frame, new()
{
    public long Length => Driver.Length;

    /// <inheritdoc cref="MemoryDriver{T}.IsAll"/>
    public bool IsOver(out ReadOnlyMemory<T> items) => MemoryDriver<T>.IsAll(Driver, sink, Execution, out items);

    protected override Driver Driver { get; } = source.Link(sink, execution);

    public void Run()
    {
        while (Driver.Advance(mayCut: true))
        {
            LoopBesidePull(mayCut: true);
        }
    }

    public override bool Next(ref Ranges ranges)
    {
        ranges.Frame.ThrowIfFailed();
        return ranges.NextPiece();
    }
}

internal sealed class ForEachPass<T>(Stage<T> source, Execution execution, Sink<T> sink) : EachPass<T, Frame>(source, execution, sink);

/// <summary>Each participant has a local while a part lasts.</summary>
internal sealed class FoldEachPass<T, TLocal>(Stage<T> source, Execution execution, FoldEachSink<T, TLocal> sink)
    : EachPass<T, Frame<Held<TLocal>>>(source, execution, sink)
{
    protected override void Release(Frame<Held<TLocal>> frame)
    {
        if (frame.State.IsHeld)
        {
            sink.Locals.Leave(frame.State.Local);
        }
    }
}

internal struct Held<TLocal>(TLocal local)
{
    public TLocal Local = local;
    public bool IsHeld = true;
}

/// <summary>Makes each item part of the participant's local, which it takes with the first.</summary>
internal abstract class FoldEachSink<T, TLocal>(LoopLocals<TLocal> locals) : Sink<T>
{
    public LoopLocals<TLocal> Locals => locals;

    /// <summary>The local of a participant. What throws leaves it as it was before the call.</summary>
    protected ref TLocal LocalOf(Frame frame)
    {
        ref Held<TLocal> held = ref Unsafe.As<Frame<Held<TLocal>>>(frame).State;
        if (!held.IsHeld)
        {
            held = new Held<TLocal>(locals.Take());
        }

        return ref held.Local;
    }
}

/// <summary>The local behind the item, as <c>Parallel.ForEach</c> has it.</summary>
internal sealed class ItemThenLocalSink<T, TLocal>(LoopLocals<TLocal> locals, Func<T, TLocal, TLocal> body) : FoldEachSink<T, TLocal>(locals)
{
    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Func<T, TLocal, TLocal> call = body;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            ref TLocal local = ref LocalOf(feed.Frame);
            for (int i = 0; i < items.Length; i++)
            {
                local = call(items[i], local);
            }
        }
    }
}

/// <summary>The local before the item, as folds have it.</summary>
internal sealed class LocalThenItemSink<T, TLocal>(LoopLocals<TLocal> locals, Func<TLocal, T, TLocal> fold) : FoldEachSink<T, TLocal>(locals)
{
    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Func<TLocal, T, TLocal> call = fold;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            ref TLocal local = ref LocalOf(feed.Frame);
            for (int i = 0; i < items.Length; i++)
            {
                local = call(local, items[i]);
            }
        }
    }
}

internal sealed class ForEachSink<T, TShard>(Action<T> body) : Sink<T>
    where TShard : struct
{
    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Action<T> call = body;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            for (int i = 0; i < items.Length; i++)
            {
                call(items[i]);
            }
        }
    }
}

internal sealed class LocalForEachSink<T, TLocal>(WorkerLocal<TLocal> locals, Action<T, TLocal> body) : Sink<T>
    where TLocal : class
{
    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Action<T, TLocal> call = body;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            TLocal local = locals.Value;
            for (int i = 0; i < items.Length; i++)
            {
                call(items[i], local);
            }
        }
    }
}

internal sealed class PositionForEachSink<T>(Action<T, int> body) : Sink<T>
{
    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Action<T, int> call = body;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            long position = feed.Frame.Position;
            for (int i = 0; i < items.Length; i++)
            {
                call(items[i], checked((int)(position + i)));
            }
        }
    }
}
