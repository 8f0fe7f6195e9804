using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParallelCore.Primitives;

namespace ParallelCore.Sequences;

/// <summary>All items of a stage, in memory.</summary>
internal static class Collected
{
    /// <summary>As they lie there, or computed now.</summary>
    public static ReadOnlyMemory<T> Memory<T>(Stage<T> source, Execution execution) => source is MemoryStage<T> memory ? memory.Items : Array(source, execution);

    /// <summary>In an array of their own.</summary>
    public static T[] Array<T>(Stage<T> source, Execution execution)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (source.IsIndexed)
        {
            var copy = new CopyPass<T>(source, execution);
            T[] all = NewArray<T>(checked((int)copy.Length));
            copy.CopyTo(all);
            return all;
        }

        using var pass = new CollectPass<T>(source, execution, long.MaxValue, null);
        T[] items = NewArray<T>(pass.Gather());
        pass.CopyTo(items);
        return items;
    }

    /// <summary>In a list of their own.</summary>
    public static List<T> List<T>(Stage<T> source, Execution execution)
    {
        if (source.IsIndexed)
        {
            var copy = new CopyPass<T>(source, execution);
            List<T> all = NewList<T>(checked((int)copy.Length));
            copy.CopyTo(ListMemory<T>.Of(all));
            return all;
        }

        using var pass = new CollectPass<T>(source, execution, long.MaxValue, null);
        List<T> items = NewList<T>(pass.Gather());
        pass.CopyTo(ListMemory<T>.Of(items));
        return items;
    }

    /// <summary>In the caller's memory. Returns how many there are.</summary>
    public static int CopyTo<T>(Stage<T> source, Execution execution, Memory<T> destination)
    {
        if (source.IsIndexed)
        {
            var copy = new CopyPass<T>(source, execution);
            ThrowIfTooShort(destination, copy.Length);
            copy.CopyTo(destination);
            return (int)copy.Length;
        }

        using var pass = new CollectPass<T>(source, execution, long.MaxValue, null);
        int count = pass.Gather();
        ThrowIfTooShort(destination, count);
        pass.CopyTo(destination);
        return count;
    }

    /// <summary>In two arrays of their own, by a test.</summary>
    public static (T[] Matching, T[] Others) Partition<T>(Stage<T> source, Execution execution, Func<T, bool> predicate)
    {
        ReadOnlyMemory<Tested<T>> tested = Array(new SelectStage<T, Tested<T>, Tested<T>.Selector>(source, new(predicate)), execution);
        Execution quiet = execution.Inside(reports: false);
        return (Part(true), Part(false));

        T[] Part(bool isMatch) => Array(
            new SelectStage<Tested<T>, T, Tested<T>.Item>(new WhereStage<Tested<T>, Tested<T>.Predicate>(new MemoryStage<Tested<T>>(tested), new(isMatch)), default), quiet);
    }

    private static T[] NewArray<T>(int length) => length == 0 ? [] : GC.AllocateUninitializedArray<T>(length);

    private static List<T> NewList<T>(int count)
    {
        var list = new List<T>(count);
        CollectionsMarshal.SetCount(list, count);
        return list;
    }

    private static void ThrowIfTooShort<T>(Memory<T> destination, long count)
    {
        if (destination.Length < count)
        {
            throw new ArgumentException($"There are {count} items, and room for {destination.Length} only.", nameof(destination));
        }
    }
}
