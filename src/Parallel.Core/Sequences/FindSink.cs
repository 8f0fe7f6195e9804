using System.Runtime;
using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>Stops at the first item that passes a test, or at the first item.</summary>
internal sealed class FindSink<T>(Func<T, bool>? predicate) : Sink<T>
{
    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Func<T, bool>? matches = predicate;
        while (feed.Next(Block<T>.Size, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            for (int i = 0; i < items.Length; i++)
            {
                if (matches is null || matches(items[i]))
                {
                    Frame frame = feed.Frame;
                    Unsafe.As<Frame<Found<T>>>(frame).State = new Found<T>(true, items[i], frame.Position + i);
                    frame.Stop();
                    break;
                }
            }
        }
    }
}
