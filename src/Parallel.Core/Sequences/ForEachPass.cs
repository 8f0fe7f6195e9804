namespace ParallelCore.Sequences;

/// <summary>Runs the whole chain; what is wanted happens in its last sink.</summary>
internal sealed class ForEachPass<T>(Stage<T> source, Execution execution, Sink<T> sink) : DriverPass<Frame>(execution)
{
    public long Length => Driver.Length;

    protected override Driver Driver { get; } = source.Link(sink, execution);

    public void Run()
    {
        while (Driver.Advance())
        {
            Loop(Driver.Length, Execution.ChunkOf(Driver, Driver.Length), Execution.Options);
        }
    }

    public override bool Next(ref Ranges ranges)
    {
        ranges.Frame.ThrowIfFailed();
        return ranges.NextPiece();
    }
}
