using System.Buffers;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>Sorts the items of a stage.</summary>
internal static class Ordering
{
    /// <summary>The items, sorted by themselves; equal ones in the order of the source.</summary>
    public static T[] SortItems<T>(Stage<T> source, IComparer<T>? comparer, Execution execution)
    {
        T[] items = Collected.Array(source, execution);
        Sorter.Sort(items, comparer, isStable: true, execution.Inside(reports: false).Options);
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
