using System.Collections.Immutable;

namespace ParallelCore.Sequences;

/// <summary>Which stage suits a source.</summary>
internal static class Stages
{
    public static Stage<T> Of<T>(IEnumerable<T> source) => source switch
    {
        T[] array when array.GetType() == typeof(T[]) => new MemoryStage<T>(array),
        List<T> list => new ListStage<T>(list),
        ImmutableArray<T> { IsDefault: false } immutable => new MemoryStage<T>(immutable.AsMemory()),
        ArraySegment<T> segment => new MemoryStage<T>(segment),
        string text when typeof(T) == typeof(char) => (Stage<T>)(object)new MemoryStage<char>(text.AsMemory()),
        IReadOnlyList<T> indexed => new ReadOnlyListStage<T>(indexed),
        Queue<T> queue => new CollectionStage<T>(() => queue.Count, items => queue.CopyTo(items, 0)),
        Stack<T> stack => new CollectionStage<T>(() => stack.Count, items => stack.CopyTo(items, 0)),
        ICollection<T> collection when IsWellKnown(collection) => new CollectionStage<T>(() => collection.Count, items => collection.CopyTo(items, 0)),
        _ => new BatchStage<T>(execution => new PulledBatches<T>(source, execution)),
    };

    /// <summary>True for the framework's sets, dictionaries and linked lists: others may copy slowly, or something else than they enumerate.</summary>
    private static bool IsWellKnown<T>(ICollection<T> collection) => collection.GetType().Namespace == typeof(List<>).Namespace;
}
