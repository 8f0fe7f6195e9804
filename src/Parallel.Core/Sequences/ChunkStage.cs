namespace ParallelCore.Sequences;

/// <summary>Arrays of so many items in a row; the last may be shorter.</summary>
internal sealed class ChunkStage<T>(Stage<T> source, int size) : Stage<T[]>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T[]> next, Execution execution) => new ChunkDriver<T>(new Reader<T>(source, execution), size, next);
}
