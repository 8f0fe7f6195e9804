using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParallelCore.Loops;

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
                // Written always and counted if wanted, without a branch, which would be mispredicted at every other item; and by at most one, whatever a
                // bool's bits are.
                made = kept;
                T item = Unsafe.Add(ref from, i);
                Unsafe.Add(ref to, kept) = item;
                kept += Unsafe.BitCast<bool, byte>(keeps(item)) & 1;
            }

            Hand(output[..kept], feed.Frame, ref made);
        }
    }
}

internal sealed class WhereStage<T, TPredicate>(Stage<T> source, TPredicate predicate) : OperatorStage<T, T>(source)
    where TPredicate : struct, IPredicate<T>
{
    public override bool IsIndexed => false;

    public override bool HasPositions => false;

    protected override Sink<T> MakeSink(Sink<T> next, Execution execution)
    {
        execution.Mix<TPredicate>();
        return new WhereSink<T, StructPredicate<T, TPredicate>>(new(predicate), next);
    }
}

internal sealed class LocalWhereStage<T, TLocal>(Stage<T> source, LocalSource<TLocal> locals, Func<T, TLocal, bool> predicate) : OperatorStage<T, T>(source)
    where TLocal : class
{
    public override bool IsIndexed => false;

    public override bool HasPositions => false;

    protected override Sink<T> MakeSink(Sink<T> next, Execution execution)
    {
        execution.Mix(predicate);
        return new WhereSink<T, LocalSelector<T, TLocal, bool>>(new(execution.LocalOf(locals), predicate), next);
    }
}

internal sealed class WhereSink<T, TPredicate>(TPredicate predicate, Sink<T> next) : BlockSink<T, T>(next)
    where TPredicate : struct, IBlockSelector<T, bool>
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
            made = 0;
            keeps.Begin(feed.Frame);
            for (int i = 0; i < count; i++)
            {
                // Written always and counted if wanted, without a branch, which would be mispredicted at every other item; and by at most one, whatever a
                // bool's bits are.
                made = kept;
                T item = Unsafe.Add(ref from, i);
                Unsafe.Add(ref to, kept) = item;
                kept += Unsafe.BitCast<bool, byte>(keeps.Invoke(item, i)) & 1;
            }

            Hand(output[..kept], feed.Frame, ref made);
        }
    }
}

/// <summary>An item, and whether it passed a test.</summary>
internal readonly record struct Tested<T>(T Value, bool IsMatch)
{
    public readonly struct Selector(Func<T, bool> predicate) : ISelector<T, Tested<T>>
    {
        public Tested<T> Invoke(T item) => new(item, predicate(item));
    }

    public readonly struct Predicate(bool isMatch) : IPredicate<Tested<T>>
    {
        public bool Invoke(Tested<T> item) => item.IsMatch == isMatch;
    }

    public readonly struct Item : ISelector<Tested<T>, T>
    {
        public T Invoke(Tested<T> item) => item.Value;
    }
}
