using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ParallelCore.Sequences;

internal sealed class SelectStage<TIn, TOut, TSelector>(Stage<TIn> source, TSelector selector) : OperatorStage<TIn, TOut>(source)
    where TSelector : struct, ISelector<TIn, TOut>
{
    protected override Sink<TIn> MakeSink(Sink<TOut> next, Execution execution)
    {
        execution.Mix<TSelector>();
        return new SelectSink<TIn, TOut, TSelector>(selector, next);
    }
}

internal sealed class SelectSink<TIn, TOut, TSelector>(TSelector selector, Sink<TOut> next) : BlockSink<TIn, TOut>(next)
    where TSelector : struct, ISelector<TIn, TOut>
{
    protected override void Make(scoped ref Feed<TIn> feed, scoped Span<TOut> output, scoped ref int made)
    {
        TSelector select = selector;
        ref TOut to = ref MemoryMarshal.GetReference(output);
        while (feed.Next(output.Length, out ReadOnlySpan<TIn> items))
        {
            ref TIn from = ref MemoryMarshal.GetReference(items);
            int count = items.Length;
            for (int i = 0; i < count; i++)
            {
                made = i;
                Unsafe.Add(ref to, i) = select.Invoke(Unsafe.Add(ref from, i));
            }

            Hand(output[..count], feed.Frame, ref made);
        }
    }
}
