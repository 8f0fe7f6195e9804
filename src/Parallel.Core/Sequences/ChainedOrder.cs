using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

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
