using System.Runtime.CompilerServices;
using ParallelCore.Collections;

namespace ParallelCore.Sequences;

internal sealed class LocalFoldReduction<T, TLocal, TState>(
    WorkerLocal<TLocal> locals, Func<TState> identity, Func<TState, T, TLocal, TState> fold, Func<TState, TState, TState> combine) : Reduction<T, TState>
    where TLocal : class
{
    public override TState Begin() => identity();

    public override TState Combine(TState left, TState right) => combine(left, right);

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        TLocal local = locals.Value;
        ref TState state = ref Unsafe.As<Frame<TState>>(frame).State;
        TState folded = state;
        foreach (T item in items)
        {
            folded = fold(folded, item, local);
        }

        state = folded;
    }
}
