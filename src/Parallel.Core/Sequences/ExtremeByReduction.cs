using System.Runtime;
using System.Runtime.CompilerServices;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>The item with the least or the greatest key; the first of those with equal keys.</summary>
internal sealed class ExtremeByReduction<T, TKey>(Func<T, TKey> keySelector, IComparer<TKey> comparer, bool isGreatest) : OptionalReduction<T, (TKey Key, T Item)>
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
