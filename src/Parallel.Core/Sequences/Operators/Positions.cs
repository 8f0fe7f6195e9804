namespace ParallelCore.Sequences;

/// <summary>Steps between stages of which operators with positions are made.</summary>
internal static class Positions
{
    /// <summary>Each item with its position.</summary>
    public static Stage<(int Index, T Item)> Pair<T>(Stage<T> source) => new PositionSelectStage<T, (int Index, T Item)>(source, static (item, index) => (index, item));

    /// <summary>The items of such pairs.</summary>
    public static Stage<T> Unpair<T>(Stage<(int Index, T Item)> pairs) => new FuncSelectStage<(int Index, T Item), T>(pairs, static pair => pair.Item);

    /// <summary>The items before the first that fails a test.</summary>
    public static Stage<T> TakeWhile<T>(Stage<T> source, Func<T, bool> predicate) => new BatchStage<T>(execution =>
    {
        execution.Mix(predicate);
        return new StageBatches<T>(source, execution, predicate);
    });

    /// <summary>The items from the first on that fails a test.</summary>
    public static Stage<T> SkipWhile<T>(Stage<T> source, Func<T, bool> predicate) => source is MemoryStage<T> memory
        ? memory.SkipWhile(predicate)
        : new BatchStage<T>(execution =>
        {
            execution.Mix(predicate);
            return new SkipWhileBatches<T>(source.Begin(execution), predicate, execution);
        });
}
