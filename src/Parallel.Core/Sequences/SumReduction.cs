using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>The sum of the items, and how many there are.</summary>
internal sealed class SumReduction<T, TFold, TState, TKernel> : Reduction<T, (TFold Sum, long Count), (TState Sum, long Count)>
    where TKernel : ISumKernel<T, TFold, TState>
{
    public override bool IsExact => TKernel.IsExact;

    public override int Few => TKernel.Few;

    public override (TFold Sum, long Count) Begin() => default;

    public override (TState Sum, long Count) End(in (TFold Sum, long Count) fold) => (TKernel.End(fold.Sum), fold.Count);

    public override (TState Sum, long Count) Of(ReadOnlySpan<T> items, Frame<(TFold Sum, long Count)> frame)
    {
        TFold sum = default!;
        TKernel.Add(ref sum, items);
        return (TKernel.End(sum), items.Length);
    }

    public override (TState Sum, long Count) Combine((TState Sum, long Count) left, (TState Sum, long Count) right) =>
        (TKernel.Combine(left.Sum, right.Sum), left.Count + right.Count);

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        ref (TFold Sum, long Count) state = ref Unsafe.As<Frame<(TFold Sum, long Count)>>(frame).State;
        TKernel.Add(ref state.Sum, items);
        state.Count += items.Length;
    }
}
