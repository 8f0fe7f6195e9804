using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class CountReduction<T> : Reduction<T, long>
{
    public override bool IsExact => true;

    public override long Begin() => 0;

    public override long Combine(long left, long right) => left + right;

    public override void Push(ReadOnlySpan<T> items, Frame frame) => Unsafe.As<Frame<long>>(frame).State += items.Length;
}
