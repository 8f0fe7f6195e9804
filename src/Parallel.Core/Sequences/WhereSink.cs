using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ParallelCore.Sequences;

internal sealed class WhereSink<T, TPredicate>(TPredicate predicate, Sink<T> next) : BlockSink<T, T>(next)
    where TPredicate : struct, IPredicate<T>
{
    protected override int Make(ReadOnlySpan<T> items, Span<T> output, Frame frame, ref Exception? failure)
    {
        Debug.Assert(items.Length <= output.Length, "a block is no larger than its output");
        int kept = 0;
        try
        {
            Make(ref MemoryMarshal.GetReference(items), ref MemoryMarshal.GetReference(output), items.Length, predicate, ref kept);
        }
        catch (Exception e)
        {
            failure = e;
        }

        return kept;
    }

    /// <summary>A method of its own, because the JIT does less for loops inside a try.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make(ref T items, ref T output, int count, TPredicate predicate, ref int done)
    {
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            // Written always and counted if wanted, without a branch, which would be mispredicted at every other item; and by at most one, whatever a bool's bits are.
            T item = Unsafe.Add(ref items, i);
            Unsafe.Add(ref output, kept) = item;
            kept += Unsafe.BitCast<bool, byte>(predicate.Invoke(item)) & 1;
            done = kept;
        }
    }
}
