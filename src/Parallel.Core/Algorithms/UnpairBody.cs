namespace ParallelCore.Algorithms;

/// <summary>Writes pairs back to where they came from. Computed keys have no such place.</summary>
internal readonly struct UnpairBody<TKey, TItem>(ReadOnlyMemory<KeyedItem<TKey, TItem>> pairs, Memory<TKey> keys, Memory<TItem> items) : ILoopBody
{
    private readonly ReadOnlyMemory<KeyedItem<TKey, TItem>> _pairs = pairs;
    private readonly Memory<TKey> _keys = keys;
    private readonly Memory<TItem> _items = items;

    public long Invoke(long start, long end)
    {
        ReadOnlySpan<KeyedItem<TKey, TItem>> pairs = _pairs.Span[(int)start..(int)end];
        Span<TItem> items = _items.Span[(int)start..(int)end];
        for (int i = 0; i < pairs.Length; i++)
        {
            items[i] = pairs[i].Item;
        }

        if (!_keys.IsEmpty)
        {
            Span<TKey> keys = _keys.Span[(int)start..(int)end];
            for (int i = 0; i < pairs.Length; i++)
            {
                keys[i] = pairs[i].Key;
            }
        }

        return end;
    }
}
