using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

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
