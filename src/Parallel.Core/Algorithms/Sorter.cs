namespace ParallelCore.Algorithms;

/// <summary>Chooses how to sort. All ways but the platform's sort are stable, and that sorts only items that can't be told apart when they are equal.</summary>
internal static class Sorter
{
    /// <summary>Up to so many items, the platform's sort is faster than counting digits.</summary>
    private const int PlatformLength = 128;

    public static void Sort<T>(Memory<T> items, IComparer<T>? comparer, RangeOptions? options)
    {
        if (!Orders.IsDefault(comparer))
        {
            SortByMerge(items, new ComparerOrder<T>(comparer!), options);
        }
        else if (!PrimitiveKey<T>.IsSupported)
        {
            SortByOwnOrder(items, options);
        }
        else if (items.Length <= PlatformLength && !PrimitiveKey<T>.HasDistinctEquals)
        {
            options?.CancellationToken.ThrowIfCancellationRequested();
            items.Span.Sort();
        }
        else
        {
            SortByRadix<T, PrimitiveKey<T>>(items, options);
        }
    }

    public static void SortByKey<TKey, TItem>(Memory<KeyedItem<TKey, TItem>> pairs, IComparer<TKey>? comparer, RangeOptions? options)
    {
        if (!Orders.IsDefault(comparer))
        {
            SortByMerge(pairs, new KeyedOrder<TKey, TItem, ComparerOrder<TKey>>(new ComparerOrder<TKey>(comparer!)), options);
        }
        else if (PrimitiveKey<TKey>.IsSupported)
        {
            SortByRadix<KeyedItem<TKey, TItem>, KeyedRadixKey<TKey, TItem>>(pairs, options);
        }
        else if (typeof(TKey).IsValueType)
        {
            SortByMerge(pairs, default(KeyedOrder<TKey, TItem, DefaultOrder<TKey>>), options);
        }
        else
        {
            SortByMerge(pairs, new KeyedOrder<TKey, TItem, ComparerOrder<TKey>>(new ComparerOrder<TKey>(Comparer<TKey>.Default)), options);
        }
    }

    public static void SortByMerge<T, TOrder>(Memory<T> items, TOrder order, RangeOptions? options)
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

    private static void SortByOwnOrder<T>(Memory<T> items, RangeOptions? options)
    {
        if (typeof(T).IsValueType)
        {
            SortByMerge(items, default(DefaultOrder<T>), options);
        }
        else
        {
            SortByMerge(items, new ComparerOrder<T>(Comparer<T>.Default), options);
        }
    }
}
