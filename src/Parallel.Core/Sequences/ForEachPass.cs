namespace ParallelCore.Sequences;

/// <summary>Runs the whole chain; what is wanted happens in its last sink.</summary>
internal sealed class ForEachPass<T>(Stage<T> source, Execution execution, Sink<T> sink) : Pass(execution)
{
    private readonly Driver _driver = source.Link(sink, execution);

    public long Length => _driver.Length;

    public void Run()
    {
        while (_driver.Advance())
        {
            Loop(_driver.Length, Execution.ChunkOf(_driver, _driver.Length), Execution.Options);
        }
    }

    public override long Run(long start, long end)
    {
        Frame<byte> frame = Enter<Frame<byte>>();
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
