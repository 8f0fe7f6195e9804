using System.Runtime;
using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class FoldReduction<T, TState, TShard>(Func<TState> identity, Func<TState, T, TState> fold, Func<TState, TState, TState> combine) : Reduction<T, TState>
    where TShard : struct
{
    public override TState Begin() => identity();

    public override TState Combine(TState left, TState right) => combine(left, right);

    public override TState Of(ReadOnlySpan<T> items, Frame<TState> frame) => Fold(identity(), items);

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        ref TState state = ref Unsafe.As<Frame<TState>>(frame).State;
        state = Fold(state, items);
    }

    [BypassReadyToRun]
    private TState Fold(TState state, ReadOnlySpan<T> items)
    {
        Func<TState, T, TState> add = fold;
        foreach (T item in items)
        {
            state = add(state, item);
        }

        return state;
    }
}
