using System.Runtime;
using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

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
