namespace ParallelCore.Sequences;

/// <summary>A source that computes its items from their positions.</summary>
internal abstract class IndexedStage<T> : Stage<T>
{
    public override bool IsIndexed => true;

    /// <summary>How many items there are when the result is asked for.</summary>
    public abstract long Count { get; }

    /// <summary>Writes the items from position <paramref name="start"/> on.</summary>
    public abstract void Fill(long start, Span<T> items);

    public override Driver Link(Sink<T> next, Execution execution) => new IndexedDriver<T>(this, Count, next);
}
