using System.Runtime;
using ParallelCore.Collections;

namespace ParallelCore.Sequences;

/// <summary>Runs the whole chain; what is wanted happens in its last sink.</summary>
internal sealed class ForEachPass<T>(Stage<T> source, Execution execution, Sink<T> sink) : DriverPass<Frame>(execution)
{
    public long Length => Driver.Length;

    protected override Driver Driver { get; } = source.Link(sink, execution);

    public void Run()
    {
        while (Driver.Advance(mayCut: true))
        {
            LoopBesidePull(mayCut: true, () => Loop(Driver.Length, Execution.ChunkOf(Driver, Driver.Length), Execution.Options));
        }
    }

    public override bool Next(ref Ranges ranges)
    {
        ranges.Frame.ThrowIfFailed();
        return ranges.NextPiece();
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
