using System.Runtime.CompilerServices;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>The least and the greatest item in one go; the first of those that are equal. Nulls don't count.</summary>
internal sealed class MinMaxReduction<T>(IComparer<T>? comparer) : OptionalReduction<T, (T Min, T Max)>
{
    public override bool IsExact { get; } = PrimitiveKey<T>.IsSupported && Orders.IsDefault(comparer);

    public override void Push(ReadOnlySpan<T> items, Frame frame)
    {
        ref Optional<(T Min, T Max)> state = ref Unsafe.As<Frame<Optional<(T Min, T Max)>>>(frame).State;
        if (default(T) is not null && comparer is null)
        {
            Extremes<T> extremes = ExtremesSearch.Of(items, default(DefaultComparison<T>));
            state = Combine(state, new Optional<(T Min, T Max)>(true, (extremes.Min, extremes.Max)));
            return;
        }

        bool exists = state.Exists;
        (T min, T max) = state.Value;
        foreach (T item in items)
        {
            if (item is null)
            {
                continue;
            }

            if (!exists)
            {
                exists = true;
                min = item;
                max = item;
            }
            else if (Compare(item, min) < 0)
            {
                min = item;
            }
            else if (Compare(item, max) > 0)
            {
                max = item;
            }
        }

        state = new Optional<(T Min, T Max)>(exists, (min, max));
    }

    protected override (T Min, T Max) Join((T Min, T Max) left, (T Min, T Max) right) =>
        (Compare(right.Min, left.Min) < 0 ? right.Min : left.Min, Compare(right.Max, left.Max) > 0 ? right.Max : left.Max);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Compare(T a, T b) => comparer is null ? Comparer<T>.Default.Compare(a, b) : comparer.Compare(a, b);
}
