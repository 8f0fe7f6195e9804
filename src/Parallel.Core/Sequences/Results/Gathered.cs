using System.Buffers;
using System.Runtime.CompilerServices;
using ParallelCore.Algorithms;

namespace ParallelCore.Sequences;

/// <summary>Items that an operator has gathered, in pooled memory that lasts as long as the call.</summary>
internal sealed class Gathered<T>(T[] items) : IDisposable
{
    /// <summary>The items of a stage, or its first ones.</summary>
    public static ReadOnlyMemory<T> Of(Stage<T> source, Execution execution, long limit = long.MaxValue)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        using var pass = new CollectPass<T>(source, execution, limit);
        int count = pass.Gather();
        execution.HasGathered = true;
        if (count == 0)
        {
            return default;
        }

        T[] items = ArrayPool<T>.Shared.Rent(count);
        execution.Own(new Gathered<T>(items));
        Memory<T> target = items.AsMemory(0, count);
        pass.CopyTo(target);
        return target;
    }

    public void Dispose() => Pooled.Return(items);
}

/// <summary>The first items of a stage, computed before anything after it runs: what gives unknown positions known ones.</summary>
internal sealed class CollectedStage<T>(Stage<T> source, long limit) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution) => new MemoryDriver<T>(Gathered<T>.Of(source, execution, limit), next);
}
