using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ParallelCore.Sequences;

internal sealed class SelectSink<TIn, TOut, TSelector>(TSelector selector, Sink<TOut> next) : BlockSink<TIn, TOut>(next)
    where TSelector : struct, ISelector<TIn, TOut>
{
    protected override int Make(ReadOnlySpan<TIn> items, Span<TOut> output, Frame frame, ref Exception? failure)
    {
        Debug.Assert(items.Length <= output.Length, "a block is no larger than its output");
        int done = 0;
        try
        {
            Make(ref MemoryMarshal.GetReference(items), ref MemoryMarshal.GetReference(output), items.Length, selector, ref done);
        }
        catch (Exception e)
        {
            failure = e;
        }

        return done;
    }

    /// <summary>A method of its own, because the JIT does less for loops inside a try.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make(ref TIn items, ref TOut output, int count, TSelector selector, ref int done)
    {
        for (int i = 0; i < count; i++)
        {
            done = i;
            Unsafe.Add(ref output, i) = selector.Invoke(Unsafe.Add(ref items, i));
        }

        done = count;
    }
}
