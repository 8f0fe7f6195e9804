using System.Runtime;
using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

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
