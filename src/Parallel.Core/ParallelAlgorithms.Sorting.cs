using ParallelCore.Algorithms;

namespace ParallelCore;

/// <content>Sorting.</content>
public static partial class ParallelAlgorithms
{
    /// <summary>x</summary>
    public static void Sort<T>(T[] items, IComparer<T>? comparer = null, RangeOptions? options = null) => Sorter.Sort(items.AsMemory(), comparer, false, options);
    /// <summary>x</summary>
    public static void Sort<T>(T[] items, Comparison<T> comparison, RangeOptions? options = null) => Sorter.Sort(items.AsMemory(), new ComparisonOrder<T>(comparison), options);
    /// <summary>x</summary>
    public static void StableSort<T>(T[] items, IComparer<T>? comparer = null, RangeOptions? options = null) => Sorter.Sort(items.AsMemory(), comparer, true, options);
}
