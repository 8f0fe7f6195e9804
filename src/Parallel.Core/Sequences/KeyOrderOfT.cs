using System.Buffers;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

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
                Sorter.Sort(keyed, new ChainedOrder<TKey>(_comparer, isDescending, next), inside.Options);
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
