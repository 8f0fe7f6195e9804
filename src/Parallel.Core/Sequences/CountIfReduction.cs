using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class CountIfReduction<T>(Func<T, bool> predicate) : Reduction<T, long>
{
    public override long Begin() => 0;

    public override long Combine(long left, long right) => left + right;

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        Func<T, bool> matches = predicate;
        long count = 0;
        for (int start = 0; start < items.Length && !frame.IsStopped; start += frame.BlockSize)
        {
            foreach (T item in items.Slice(start, Math.Min(frame.BlockSize, items.Length - start)))
            {
                count += matches(item) ? 1 : 0;
            }
        }

        Unsafe.As<Frame<long>>(frame).State += count;
    }
}
