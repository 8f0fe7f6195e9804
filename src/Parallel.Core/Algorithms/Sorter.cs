namespace ParallelCore.Algorithms;

/// <summary>Chooses how to sort. All ways but the platform's sort are stable.</summary>
internal static class Sorter
{
    /// <summary>Up to so many items, the platform's sort is faster than counting digits.</summary>
    private const int PlatformLength = 128;

    public static void Sort<T>(Memory<T> items, IComparer<T>? comparer, bool isStable, RangeOptions? options)
    {
        if (!PrimitiveKey<T>.IsSupported || !Orders.IsDefault(comparer))
        {
            var work = new SortWork<T>(items, options);
            Orders.Run(comparer, ref work);
        }
        else if (items.Length <= PlatformLength && !(isStable && PrimitiveKey<T>.HasDistinctEquals))
        {
            options?.CancellationToken.ThrowIfCancellationRequested();
            items.Span.Sort();
        }
        else
        {
            SortByRadix<T, PrimitiveKey<T>>(items, options);
        }
    }

    public static void Sort<T, TOrder>(Memory<T> items, TOrder order, RangeOptions? options)
        where TOrder : struct, IOrder<T>
    {
        options?.CancellationToken.ThrowIfCancellationRequested();
        if (items.Length <= MergeSort.Leaf)
        {
            MergeSort.Small(items.Span, order);
        }
        else
        {
            new MergeSortCall<T, TOrder>(items, order, options).Start();
        }
    }

    public static void SortByKey<TKey, TItem>(Memory<KeyedItem<TKey, TItem>> pairs, IComparer<TKey>? comparer, RangeOptions? options)
    {
        if (PrimitiveKey<TKey>.IsSupported && Orders.IsDefault(comparer))
        {
            SortByRadix<KeyedItem<TKey, TItem>, KeyedRadixKey<TKey, TItem>>(pairs, options);
        }
        else
        {
            var work = new KeyedSortWork<TKey, TItem>(pairs, options);
            Orders.Run(comparer, ref work);
        }
    }

    public static void SortByRadix<T, TKey>(Memory<T> items, RangeOptions? options)
        where TKey : struct, IRadixKey<T>
    {
        options?.CancellationToken.ThrowIfCancellationRequested();
        if (items.Length <= RadixSort.Leaf)
        {
            RadixSort.Small<T, TKey>(items.Span);
        }
        else
        {
            new RadixSortCall<T, TKey>(items, options).Start();
        }
    }
}

internal readonly struct SortWork<T>(Memory<T> items, RangeOptions? options) : IOrderedWork<T>
{
    private readonly Memory<T> _items = items;

    public void Run<TOrder>(TOrder order)
        where TOrder : struct, IOrder<T> =>
        Sorter.Sort(_items, order, options);
}
