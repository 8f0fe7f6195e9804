using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>Combines the items themselves.</summary>
internal sealed class JoinReduction<T>(Func<T, T, T> combine) : OptionalReduction<T, T>
{
    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        ref Optional<T> state = ref Unsafe.As<Frame<Optional<T>>>(frame).State;
        int first = state.Exists ? 0 : 1;
        T joined = state.Exists ? state.Value : items[0];
        foreach (T item in items[first..])
        {
            joined = combine(joined, item);
        }

        state = new Optional<T>(true, joined);
    }

    protected override T Join(T left, T right) => combine(left, right);
}
