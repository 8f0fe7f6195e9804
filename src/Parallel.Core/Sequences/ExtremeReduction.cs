using System.Runtime.CompilerServices;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>The least or the greatest item; the first of those that are equal. Nulls don't count.</summary>
internal sealed class ExtremeReduction<T>(IComparer<T>? comparer, bool isGreatest) : OptionalReduction<T, T>
{
    public override bool IsExact { get; } = PrimitiveKey<T>.IsSupported && Orders.IsDefault(comparer);

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        ref Optional<T> state = ref Unsafe.As<Frame<Optional<T>>>(frame).State;
        if (default(T) is not null && comparer is null)
        {
            Extremes<T> extremes = ExtremesSearch.Of(items, default(DefaultComparison<T>));
            state = Combine(state, new Optional<T>(true, isGreatest ? extremes.Max : extremes.Min));
            return;
        }

        bool exists = state.Exists;
        T best = state.Value;
        foreach (T item in items)
        {
            if (item is not null && (!exists || IsBetter(item, best)))
            {
                best = item;
                exists = true;
            }
        }

        state = new Optional<T>(exists, best);
    }

    protected override T Join(T left, T right) => IsBetter(right, left) ? right : left;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsBetter(T item, T best)
    {
        int order = comparer is null ? Comparer<T>.Default.Compare(item, best) : comparer.Compare(item, best);
        return isGreatest ? order > 0 : order < 0;
    }
}
