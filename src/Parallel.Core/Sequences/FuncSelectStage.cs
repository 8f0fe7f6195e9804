using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ParallelCore.Sequences;

internal sealed class FuncSelectStage<TIn, TOut>(Stage<TIn> source, Func<TIn, TOut> selector) : OperatorStage<TIn, TOut>(source)
{
    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix(selector);
        return Shards.Pick<Maker, Sink<TIn>>(execution.Key, new Maker(selector, next));
    }

    private readonly struct Maker(Func<TIn, TOut> selector, Sink<TOut> next) : IShardUser<Sink<TIn>>
    {
        public Sink<TIn> Use<TShard>()
            where TShard : struct => new FuncSelectSink<TIn, TOut, TShard>(selector, next);
    }
}

internal sealed class FuncSelectSink<TIn, TOut, TShard>(Func<TIn, TOut> selector, Sink<TOut> next) : BlockSink<TIn, TOut>(next)
    where TShard : struct
{
    [BypassReadyToRun]
    protected override void Make(scoped ref Feed<TIn> feed, scoped Span<TOut> output, scoped ref int made)
    {
        Func<TIn, TOut> select = selector;
        ref TOut to = ref MemoryMarshal.GetReference(output);
        while (feed.Next(output.Length, out ReadOnlySpan<TIn> items))
        {
            ref TIn from = ref MemoryMarshal.GetReference(items);
            int count = items.Length;
            for (int i = 0; i < count; i++)
            {
                made = i;
                Unsafe.Add(ref to, i) = select(Unsafe.Add(ref from, i));
            }

            Hand(output[..count], feed.Frame, ref made);
        }
    }
}
