using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>The last item, or the last that passes a test.</summary>
internal sealed class LastReduction<T>(Func<T, bool>? predicate) : OptionalReduction<T, T>
{
    public override bool IsExact => true;

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        ref Optional<T> state = ref Unsafe.As<Frame<Optional<T>>>(frame).State;
        if (predicate is null)
        {
            state = new Optional<T>(true, items[^1]);
            return;
        }

        foreach (T item in items)
        {
            if (predicate(item))
            {
                state = new Optional<T>(true, item);
            }
        }
    }

    protected override T Join(T left, T right) => right;
}
