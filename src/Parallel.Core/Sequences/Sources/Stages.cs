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
        _ => new BatchStage<T>(execution => new PulledBatches<T>(source, execution)),
    };
}
