using System.Runtime;

namespace ParallelCore.Sequences;

/// <summary>Select with the item's position.</summary>
internal sealed class PositionSelectStage<TIn, TOut>(Stage<TIn> source, Func<TIn, int, TOut> selector) : OperatorStage<TIn, TOut>(source.Positioned())
{
    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix(selector);
        return new PositionSelectSink<TIn, TOut>(selector, next);
    }
}

internal sealed class PositionSelectSink<TIn, TOut>(Func<TIn, int, TOut> selector, Sink<TOut> next) : BlockSink<TIn, TOut>(next)
{
    [BypassReadyToRun]
    protected override void Make(scoped ref Feed<TIn> feed, scoped Span<TOut> output, scoped ref int made)
    {
        Func<TIn, int, TOut> select = selector;
        while (feed.Next(output.Length, out ReadOnlySpan<TIn> block))
        {
            ReadOnlySpan<TIn> items = block;
            long position = feed.Frame.Position;
            for (int i = 0; i < items.Length; i++)
            {
                made = i;
                output[i] = select(items[i], checked((int)(position + i)));
            }

            Hand(output[..items.Length], feed.Frame, ref made);
        }
    }
}
