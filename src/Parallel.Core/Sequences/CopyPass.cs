namespace ParallelCore.Sequences;

/// <summary>Writes the items of a stage with known positions to where they belong, with nothing in between.</summary>
internal sealed class CopyPass<T> : Pass
{
    private readonly CopySink<T> _sink = new();
    private readonly Driver _driver;

    public CopyPass(Stage<T> source, Execution execution)
        : base(execution) => _driver = source.Link(_sink, execution);

    public long Length => _driver.Length;

    /// <summary>Writes all items to the front of a memory that has room for them.</summary>
    public void CopyTo(Memory<T> target)
    {
        _sink.Target = target;
        Loop(Length, Execution.ChunkOf(_driver, Length), Execution.Options);
    }

    public override long Run(long start, long end)
    {
        Frame<byte> frame = Enter<byte>();
        try
        {
            _driver.Run(start, end, frame);
            frame.ThrowIfFailed();
            return end;
        }
        finally
        {
            Exit(frame);
        }
    }
}
