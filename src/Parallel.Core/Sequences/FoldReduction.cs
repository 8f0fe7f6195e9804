using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

internal sealed class FoldReduction<T, TState, TShard>(Func<TState> identity, Func<TState, T, TState> fold, Func<TState, TState, TState> combine) : Reduction<T, TState>
    where TShard : struct
{
    public override TState Begin() => identity();

    public override TState Combine(TState left, TState right) => combine(left, right);

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        Func<TState, T, TState> add = fold;
        ref TState state = ref Unsafe.As<Frame<TState>>(frame).State;
        TState local = state;
        foreach (T item in items)
        {
            local = add(local, item);
        }

        state = local;
    }
}
