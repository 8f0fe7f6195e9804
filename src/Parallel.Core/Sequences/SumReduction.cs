using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>The sum of the items, and how many there are.</summary>
internal sealed class SumReduction<T, TState, TKernel> : Reduction<T, (TState Sum, long Count)>
    where TKernel : ISumKernel<T, TState>
{
    public override (TState Sum, long Count) Identity() => (TKernel.Zero, 0);

    public override (TState Sum, long Count) Combine((TState Sum, long Count) left, (TState Sum, long Count) right) =>
        (TKernel.Combine(left.Sum, right.Sum), left.Count + right.Count);

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        ref (TState Sum, long Count) state = ref Unsafe.As<Frame<(TState Sum, long Count)>>(frame).State;
        TKernel.Add(ref state.Sum, items);
        state.Count += items.Length;
    }
}
