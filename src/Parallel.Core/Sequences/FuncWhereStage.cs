using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ParallelCore.Sequences;

internal sealed class FuncWhereStage<T>(Stage<T> source, Func<T, bool> predicate) : OperatorStage<T, T>(source)
{
    public override bool IsIndexed => false;

    public override bool HasPositions => false;

    protected override Sink<T> MakeSink(Sink<T> next, Execution execution)
    {
        execution.Mix(predicate);
        return Shards.Pick<Maker, Sink<T>>(execution.Key, new Maker(predicate, next));
    }

    private readonly struct Maker(Func<T, bool> predicate, Sink<T> next) : IShardUser<Sink<T>>
    {
        public Sink<T> Use<TShard>()
            where TShard : struct => new FuncWhereSink<T, TShard>(predicate, next);
    }
}

internal sealed class FuncWhereSink<T, TShard>(Func<T, bool> predicate, Sink<T> next) : BlockSink<T, T>(next)
    where TShard : struct
{
    [BypassReadyToRun]
    protected override void Make(scoped ref Feed<T> feed, scoped Span<T> output, scoped ref int made)
    {
        Func<T, bool> keeps = predicate;
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
                kept += Unsafe.BitCast<bool, byte>(keeps(item)) & 1;
            }

            Hand(output[..kept], feed.Frame, ref made);
        }
    }
}
