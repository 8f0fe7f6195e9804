using System.Buffers;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>An order of items by keys that were computed before.</summary>
internal abstract class KeyOrder
{
    /// <summary>True when this key and those after it are numbers in their own order: then sorting by each, the last one first, takes less than comparing
    /// does.</summary>
    public abstract bool IsRadix { get; }

    /// <summary>Less than 0 when the first item comes before the second one.</summary>
    public abstract int Compare(int a, int b);

    /// <summary>Sorts the items' positions; equal items keep their order.</summary>
    public abstract void Sort(Memory<int> permutation, Execution execution);
}

internal sealed class KeyOrder<TKey>(ReadOnlyMemory<TKey> keys, IComparer<TKey>? comparer, bool isDescending, KeyOrder? next) : KeyOrder
{
    private readonly IComparer<TKey> _comparer = comparer ?? Comparer<TKey>.Default;

    public override bool IsRadix => PrimitiveKey<TKey>.IsSupported && Orders.IsDefault(comparer) && next is null or { IsRadix: true };

    public override int Compare(int a, int b)
    {
        ReadOnlySpan<TKey> all = keys.Span;
        int order = isDescending ? _comparer.Compare(all[b], all[a]) : _comparer.Compare(all[a], all[b]);
        return order != 0 || next is null ? order : next.Compare(a, b);
    }

    public override void Sort(Memory<int> permutation, Execution execution)
    {
        if (IsRadix)
        {
            next?.Sort(permutation, execution);
        }

        KeyedItem<TKey, int>[] buffer = ArrayPool<KeyedItem<TKey, int>>.Shared.Rent(permutation.Length);
        try
        {
            Memory<KeyedItem<TKey, int>> keyed = buffer.AsMemory(0, permutation.Length);
            Execution inside = execution.Inside(reports: false);
            new CopyPass<KeyedItem<TKey, int>>(
                new FuncSelectStage<int, KeyedItem<TKey, int>>(new MemoryStage<int>(permutation), i => new KeyedItem<TKey, int>(keys.Span[i], i)), inside).CopyTo(keyed);
            if (!IsRadix)
            {
                Sorter.SortByMerge(keyed, new ChainedOrder<TKey>(_comparer, isDescending, next), inside.Options);
            }
            else if (isDescending)
            {
                Sorter.SortByRadix<KeyedItem<TKey, int>, DescendingRadixKey<TKey, int>>(keyed, inside.Options);
            }
            else
            {
                Sorter.SortByRadix<KeyedItem<TKey, int>, KeyedRadixKey<TKey, int>>(keyed, inside.Options);
            }

            new CopyPass<int>(new FuncSelectStage<KeyedItem<TKey, int>, int>(new MemoryStage<KeyedItem<TKey, int>>(keyed), static pair => pair.Item), inside)
                .CopyTo(permutation);
        }
        finally
        {
            Pooled.Return(buffer);
        }
    }
}

/// <summary>An order by keys that lie beside the indices; where these are equal, by others.</summary>
internal readonly struct ChainedOrder<TKey>(IComparer<TKey> comparer, bool isDescending, KeyOrder? next) : IOrder<KeyedItem<TKey, int>>
{
    private readonly IComparer<TKey> _comparer = comparer;
    private readonly bool _isDescending = isDescending;
    private readonly KeyOrder? _next = next;

    public bool IsLess(KeyedItem<TKey, int> a, KeyedItem<TKey, int> b)
    {
        int order = _isDescending ? _comparer.Compare(b.Key, a.Key) : _comparer.Compare(a.Key, b.Key);
        return order < 0 || (order == 0 && _next is not null && _next.Compare(a.Item, b.Item) < 0);
    }
}

/// <summary>The greatest key first.</summary>
internal readonly struct DescendingRadixKey<TKey, TItem> : IRadixKey<KeyedItem<TKey, TItem>>
{
    public static ulong Of(KeyedItem<TKey, TItem> item) => ~PrimitiveKey<TKey>.Of(item.Key);
}

/// <summary>Sorts the items of a stage.</summary>
internal static class Ordering
{
    /// <summary>The items, sorted by themselves; equal ones in the order of the source.</summary>
    public static T[] SortItems<T>(Stage<T> source, IComparer<T>? comparer, Execution execution)
    {
        T[] items = Collected.Array(source, execution);
        Sorter.Sort(items, comparer, execution.Inside(reports: false).Options);
        return items;
    }

    /// <summary>The items, sorted by keys; those with equal keys in the order of the source.</summary>
    public static T[] Sort<T>(Stage<T> source, SortKey<T> key, Execution execution)
    {
        ReadOnlyMemory<T> items = Collected.Memory(source, execution);
        KeyOrder order = key.Compute(items, execution);
        Execution inside = execution.Inside(reports: false);
        int[] buffer = ArrayPool<int>.Shared.Rent(items.Length);
        try
        {
            Memory<int> permutation = buffer.AsMemory(0, items.Length);
            new CopyPass<int>(new Int32RangeStage(0, items.Length), inside).CopyTo(permutation);
            order.Sort(permutation, execution);
            return Collected.Array(new FuncSelectStage<int, T>(new MemoryStage<int>(permutation), i => items.Span[i]), inside);
        }
        finally
        {
            Pooled.Return(buffer);
        }
    }
}
