using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using ParallelCore.Algorithms;
using ParallelCore.Loops;

namespace ParallelCore.Sequences;

/// <summary>Items that an operator has gathered, in pooled memory that lasts as long as the call.</summary>
internal sealed class Gathered<T>(T[] items) : IDisposable
{
    /// <summary>The items of a stage.</summary>
    public static ReadOnlyMemory<T> Of(Stage<T> source, Execution execution)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        using var pass = new CollectPass<T>(source, execution, long.MaxValue);
        return Of(pass, pass.Gather(), execution);
    }

    /// <summary>The first items of a stage; where they are handed out and one of them fails, those before it and then its failure.</summary>
    public static Stage<T> First(Stage<T> source, Execution execution, long limit)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        using var pass = new CollectPass<T>(source, execution, limit);
        Exception? failure = null;
        int count = execution.HandsOut ? pass.Gather(out failure) : pass.Gather();
        if (failure is not null && count < execution.Skipped)
        {
            throw Failures.Flatten(failure);
        }

        var items = new MemoryStage<T>(Of(pass, count, execution));
        return failure is null ? items : new ConcatStage<T>(items, Failing(failure));
    }

    public void Dispose() => Pooled.Return(items);

    /// <summary>In place of an item, a failure.</summary>
    private static FuncSelectStage<int, T> Failing(Exception failure) => new(new Int32RangeStage(0, 1), _ =>
    {
        ExceptionDispatchInfo.Throw(failure);
        return default;
    });

    private static ReadOnlyMemory<T> Of(CollectPass<T> pass, int count, Execution execution)
    {
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
}

/// <summary>The first items of a stage, computed before anything after it runs: what gives unknown positions known ones.</summary>
internal sealed class CollectedStage<T>(Stage<T> source, long limit) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution) => Gathered<T>.First(source, execution, limit).Link(next, execution);
}
