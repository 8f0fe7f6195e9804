using System.Runtime;
using ParallelCore.Collections;

namespace ParallelCore.Sequences;

internal sealed class LocalSelectStage<TIn, TLocal, TOut>(Stage<TIn> source, LocalSource<TLocal> locals, Func<TIn, TLocal, TOut> selector) : OperatorStage<TIn, TOut>(source)
    where TLocal : class
{
    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix(selector);
        return new LocalSelectSink<TIn, TLocal, TOut>(execution.LocalOf(locals), selector, next);
    }
}

internal sealed class LocalSelectSink<TIn, TLocal, TOut>(WorkerLocal<TLocal> locals, Func<TIn, TLocal, TOut> selector, Sink<TOut> next) : BlockSink<TIn, TOut>(next)
    where TLocal : class
{
    [BypassReadyToRun]
    protected override void Make(scoped ref Feed<TIn> feed, scoped Span<TOut> output, scoped ref int made)
    {
        Func<TIn, TLocal, TOut> select = selector;
        while (feed.Next(output.Length, out ReadOnlySpan<TIn> block))
        {
            ReadOnlySpan<TIn> items = block;
            made = 0;
            TLocal local = locals.Value;
            for (int i = 0; i < items.Length; i++)
            {
                made = i;
                output[i] = select(items[i], local);
            }

            Hand(output[..items.Length], feed.Frame, ref made);
        }
    }
}
