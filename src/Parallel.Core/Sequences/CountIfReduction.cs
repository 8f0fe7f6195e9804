using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class CountIfReduction<T, TShard>(Func<T, bool> predicate) : Reduction<T, long>
    where TShard : struct
{
    public override bool IsExact => true;

    public override long Begin() => 0;

    public override long Combine(long left, long right) => left + right;

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        Func<T, bool> matches = predicate;
        long count = 0;
        foreach (T item in items)
        {
            count += matches(item) ? 1 : 0;
        }

        Unsafe.As<Frame<long>>(frame).State += count;
    }
}
