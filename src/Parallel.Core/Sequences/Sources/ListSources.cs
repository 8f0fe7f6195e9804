using System.Buffers;
using ParallelCore.Algorithms;
using ParallelCore.Primitives;

namespace ParallelCore.Sequences;

/// <summary>The items that a list has when the result is asked for.</summary>
internal sealed class ListStage<T>(List<T> items) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution) => new MemoryDriver<T>(ListMemory<T>.Of(items), next);
}

/// <summary>The items that a collection without an indexer has when the result is asked for: it copies them faster than they can be pulled.</summary>
/// <param name="count">How many there are.</param>
/// <param name="copyTo">Copies them to the beginning of an array.</param>
internal sealed class CollectionStage<T>(Func<int> count, Action<T[]> copyTo) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution)
    {
        int length = count();
        T[] items = ArrayPool<T>.Shared.Rent(length);
        execution.Own(new Copy(items));
        copyTo(items);
        return new MemoryDriver<T>(items.AsMemory(0, length), next);
    }

    private sealed class Copy(T[] items) : IDisposable
    {
        public void Dispose() => Pooled.Return(items);
    }
}

/// <summary>Anything with an indexer, which workers call at once: one that fails does so like a selector, after the items before it.</summary>
internal sealed class ReadOnlyListStage<T>(IReadOnlyList<T> source) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution)
    {
        IReadOnlyList<T> items = source;
        int count = items.Count;
        if (count < 0)
        {
            throw new InvalidOperationException($"The source says that its Count is {count}.");
        }

        var positions = new Int32RangeStage(0, count);
        return new IndexedDriver<int>(positions, positions.Count, new FuncSelectSink<int, T, byte>(position => items[position], next));
    }
}
