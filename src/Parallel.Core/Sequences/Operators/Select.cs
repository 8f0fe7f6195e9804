using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParallelCore.Loops;

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

internal sealed class SelectStage<TIn, TOut, TSelector>(Stage<TIn> source, TSelector selector) : OperatorStage<TIn, TOut>(source)
    where TSelector : struct, ISelector<TIn, TOut>
{
    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix<TSelector>();
        return new SelectSink<TIn, TOut, StructSelector<TIn, TOut, TSelector>>(new(selector), next);
    }
}

/// <summary>Select with the item's position.</summary>
internal sealed class PositionSelectStage<TIn, TOut>(Stage<TIn> source, Func<TIn, int, TOut> selector) : OperatorStage<TIn, TOut>(source.Positioned())
{
    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix(selector);
        return new SelectSink<TIn, TOut, PositionSelector<TIn, TOut>>(new(selector), next);
    }
}

internal sealed class LocalSelectStage<TIn, TLocal, TOut>(Stage<TIn> source, LocalSource<TLocal> locals, Func<TIn, TLocal, TOut> selector)
    : OperatorStage<TIn, TOut>(source)
    where TLocal : class
{
    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix(selector);
        return new SelectSink<TIn, TOut, LocalSelector<TIn, TLocal, TOut>>(new(execution.LocalOf(locals), selector), next);
    }
}

internal sealed class SelectSink<TIn, TOut, TSelector>(TSelector selector, Sink<TOut> next) : BlockSink<TIn, TOut>(next)
    where TSelector : struct, IBlockSelector<TIn, TOut>
{
    protected override void Make(scoped ref Feed<TIn> feed, scoped Span<TOut> output, scoped ref int made)
    {
        TSelector select = selector;
        ref TOut to = ref MemoryMarshal.GetReference(output);
        while (feed.Next(output.Length, out ReadOnlySpan<TIn> items))
        {
            ref TIn from = ref MemoryMarshal.GetReference(items);
            int count = items.Length;
            made = 0;
            select.Begin(feed.Frame);
            for (int i = 0; i < count; i++)
            {
                made = i;
                Unsafe.Add(ref to, i) = select.Invoke(Unsafe.Add(ref from, i), i);
            }

            Hand(output[..count], feed.Frame, ref made);
        }
    }
}
