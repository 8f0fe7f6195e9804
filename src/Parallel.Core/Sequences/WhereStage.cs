using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ParallelCore.Sequences;

internal sealed class WhereStage<T, TPredicate>(Stage<T> source, TPredicate predicate) : OperatorStage<T, T>(source)
    where TPredicate : struct, IPredicate<T>
{
    public override bool IsIndexed => false;

    public override bool HasPositions => false;

    protected override Sink<T> MakeSink(Sink<T> next, Execution execution)
    {
        execution.Mix<TPredicate>();
        return new WhereSink<T, TPredicate>(predicate, next);
    }
}

internal sealed class WhereSink<T, TPredicate>(TPredicate predicate, Sink<T> next) : BlockSink<T, T>(next)
    where TPredicate : struct, IPredicate<T>
{
    protected override void Make(scoped ref Feed<T> feed, scoped Span<T> output, scoped ref int made)
    {
        TPredicate keeps = predicate;
        ref T to = ref MemoryMarshal.GetReference(output);
        while (feed.Next(output.Length, out ReadOnlySpan<T> items))
        {
            ref T from = ref MemoryMarshal.GetReference(items);
            int count = items.Length;
            int kept = 0;
            for (int i = 0; i < count; i++)
            {
                // Written always and counted if wanted, without a branch, which would be mispredicted at every other item; and by at most one, whatever a bool's bits are.
                made = kept;
                T item = Unsafe.Add(ref from, i);
                Unsafe.Add(ref to, kept) = item;
                kept += Unsafe.BitCast<bool, byte>(keeps.Invoke(item)) & 1;
            }

            Hand(output[..kept], feed.Frame, ref made);
        }
    }
}
