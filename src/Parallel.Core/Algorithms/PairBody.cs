namespace ParallelCore.Algorithms;

/// <summary>Puts each item beside its key.</summary>
internal readonly struct PairBody<TKey, TItem>(
    ReadOnlyMemory<TKey> keys, Func<TItem, TKey>? selector, ReadOnlyMemory<TItem> items, Memory<KeyedItem<TKey, TItem>> pairs) : ILoopBody
{
    private readonly ReadOnlyMemory<TKey> _keys = keys;
    private readonly ReadOnlyMemory<TItem> _items = items;
    private readonly Memory<KeyedItem<TKey, TItem>> _pairs = pairs;

    public long Invoke(long start, long end)
    {
        ReadOnlySpan<TItem> items = _items.Span[(int)start..(int)end];
        Span<KeyedItem<TKey, TItem>> pairs = _pairs.Span[(int)start..(int)end];
        if (selector is null)
        {
            ReadOnlySpan<TKey> keys = _keys.Span[(int)start..(int)end];
            for (int i = 0; i < items.Length; i++)
            {
                pairs[i] = new KeyedItem<TKey, TItem>(keys[i], items[i]);
            }
        }
        else
        {
            for (int i = 0; i < items.Length; i++)
            {
                pairs[i] = new KeyedItem<TKey, TItem>(selector(items[i]), items[i]);
            }
        }

        return end;
    }
}
