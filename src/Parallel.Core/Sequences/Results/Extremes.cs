using System.Runtime;
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

/// <summary>The item with the least or the greatest key; the first of those with equal keys.</summary>
internal sealed class ExtremeByReduction<T, TKey>(Func<T, TKey> keySelector, IComparer<TKey> comparer, bool isGreatest)
    : OptionalReduction<T, (TKey Key, T Item)>
{
    public override bool IsExact { get; } = PrimitiveKey<TKey>.IsSupported && Orders.IsDefault(comparer);

    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Func<T, TKey> select = keySelector;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            ref Optional<(TKey Key, T Item)> state = ref Unsafe.As<Frame<Optional<(TKey Key, T Item)>>>(feed.Frame).State;
            for (int i = 0; i < items.Length; i++)
            {
                TKey key = select(items[i]);
                if (!state.Exists || IsBetter(key, state.Value.Key))
                {
                    state = new Optional<(TKey Key, T Item)>(true, (key, items[i]));
                }
            }
        }
    }

    protected override (TKey Key, T Item) Join((TKey Key, T Item) left, (TKey Key, T Item) right) => IsBetter(right.Key, left.Key) ? right : left;

    /// <summary>As LINQ has it: a null key gives way to any other.</summary>
    private bool IsBetter(TKey key, TKey best)
    {
        if (key is null || best is null)
        {
            return key is not null && best is null;
        }

        int order = comparer.Compare(key, best);
        return isGreatest ? order > 0 : order < 0;
    }
}

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

/// <summary>The last item, or the last that passes a test.</summary>
internal sealed class LastReduction<T>(Func<T, bool>? predicate) : OptionalReduction<T, T>
{
    public override bool IsExact => true;

    [BypassReadyToRun]
    public override void Run(scoped ref Feed<T> feed)
    {
        Func<T, bool>? matches = predicate;
        while (feed.Next(int.MaxValue, out ReadOnlySpan<T> block))
        {
            ReadOnlySpan<T> items = block;
            ref Optional<T> state = ref Unsafe.As<Frame<Optional<T>>>(feed.Frame).State;
            for (int i = matches is null ? items.Length - 1 : 0; i < items.Length; i++)
            {
                if (matches is null || matches(items[i]))
                {
                    state = new Optional<T>(true, items[i]);
                }
            }
        }
    }

    protected override T Join(T left, T right) => right;
}
