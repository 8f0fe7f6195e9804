using System.Runtime;
using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class CountReduction<T> : Reduction<T, long>
{
    public override bool IsExact => true;

    public override long Begin() => 0;

    public override long Combine(long left, long right) => left + right;

    public override void Push(ReadOnlySpan<T> items, Frame frame) => Unsafe.As<Frame<long>>(frame).State += items.Length;

    public override bool TryKnow(ReadOnlyMemory<T> items, out long state)
    {
        state = items.Length;
        return true;
    }
}

internal sealed class CountIfReduction<T, TShard>(Func<T, bool> predicate) : Reduction<T, long>
    where TShard : struct
{
    public override bool IsExact => true;

    public override long Begin() => 0;

    public override long Combine(long left, long right) => left + right;

    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Func<T, bool> matches = predicate;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            long count = 0;
            for (int i = 0; i < items.Length; i++)
            {
                count += matches(items[i]) ? 1 : 0;
            }

            Unsafe.As<Frame<long>>(feed.Frame).State += count;
        }
    }
}
