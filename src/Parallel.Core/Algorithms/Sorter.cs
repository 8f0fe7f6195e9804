namespace ParallelCore.Algorithms;

/// <summary>Chooses how to sort.</summary>
internal static class Sorter
{
    /// <summary>Up to so many items, the platform's sort is faster than counting digits.</summary>
    private const int PlatformLength = 256;

    /// <summary>True when <paramref name="comparer"/> means the type's own order.</summary>
    public static bool IsDefault<T>(IComparer<T>? comparer) => comparer is null || ReferenceEquals(comparer, Comparer<T>.Default);

    public static void Sort<T>(Memory<T> items, IComparer<T>? comparer, bool isStable, RangeOptions? options)
    {
        if (!IsDefault(comparer))
        {
            Sort(items, new ComparerOrder<T>(comparer!), options);
        }
        else if (PrimitiveKey<T>.IsSupported)
        {
            options?.CancellationToken.ThrowIfCancellationRequested();
            if (items.Length <= PlatformLength && !(isStable && PrimitiveKey<T>.HasDistinctEquals))
            {
                items.Span.Sort();
            }
            else
            {
                SortByRadix<T, PrimitiveKey<T>>(items, options);
            }
        }
        else if (typeof(T).IsValueType)
        {
            Sort(items, default(DefaultOrder<T>), options);
        }
        else
        {
            Sort(items, new ComparerOrder<T>(Comparer<T>.Default), options);
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
