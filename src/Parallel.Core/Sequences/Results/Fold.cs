using System.Runtime;
using System.Runtime.CompilerServices;
using ParallelCore.Collections;

namespace ParallelCore.Sequences;

internal sealed class FoldReduction<T, TState, TShard>(Func<TState> identity, Func<TState, T, TState> fold, Func<TState, TState, TState> combine)
    : Reduction<T, TState>
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

/// <summary>Combines the items themselves.</summary>
internal sealed class JoinReduction<T>(Func<T, T, T> combine) : OptionalReduction<T, T>
{
    public override Optional<T> Of(ReadOnlySpan<T> items, Frame<Optional<T>> frame) => new(true, Join(items[0], items[1..]));

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        ref Optional<T> state = ref Unsafe.As<Frame<Optional<T>>>(frame).State;
        state = new Optional<T>(true, state.Exists ? Join(state.Value, items) : Join(items[0], items[1..]));
    }

    [BypassReadyToRun]
    private T Join(T joined, ReadOnlySpan<T> items)
    {
        Func<T, T, T> join = combine;
        foreach (T item in items)
        {
            joined = join(joined, item);
        }

        return joined;
    }

    protected override T Join(T left, T right) => combine(left, right);
}
