using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>Combines the items themselves.</summary>
internal sealed class JoinReduction<T>(Func<T, T, T> combine) : Reduction<T, Optional<T>>
{
    public override Optional<T> Begin() => default;

    public override Optional<T> Combine(Optional<T> left, Optional<T> right) =>
        !left.Exists ? right : !right.Exists ? left : new Optional<T>(true, combine(left.Value, right.Value));

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
}
