using System.Runtime;
using System.Runtime.CompilerServices;
using ParallelCore.Collections;

namespace ParallelCore.Sequences;

internal sealed class LocalFoldReduction<T, TLocal, TState>(
    WorkerLocal<TLocal> locals, Func<TState> identity, Func<TState, T, TLocal, TState> fold, Func<TState, TState, TState> combine) : Reduction<T, TState>
    where TLocal : class
{
    public override TState Begin() => identity();

    public override TState Combine(TState left, TState right) => combine(left, right);

    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Func<TState, T, TLocal, TState> add = fold;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            TLocal local = locals.Value;
            ref TState state = ref Unsafe.As<Frame<TState>>(feed.Frame).State;
            TState folded = state;
            for (int i = 0; i < items.Length; i++)
            {
                folded = add(folded, items[i], local);
            }

            state = folded;
        }
    }
}
