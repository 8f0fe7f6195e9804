using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>Stops at the first item that passes a test, or at the first item.</summary>
internal sealed class FindSink<T>(Func<T, bool>? predicate) : Sink<T>
{
    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        Func<T, bool>? matches = predicate;
        for (int i = 0; i < items.Length; i++)
        {
            if (i % Block<T>.Size == 0 && frame.IsStopped)
            {
                return;
            }

            if (matches is null || matches(items[i]))
            {
                Unsafe.As<Frame<Found<T>>>(frame).State = new Found<T>(true, items[i], frame.Position + i);
                frame.Stop();
                return;
            }
        }
    }
}
