namespace ParallelCore.Sequences;

/// <summary>Writes the items of a stage with known positions to where they belong, with nothing in between.</summary>
internal sealed class CopyPass<T>
{
    private readonly CopySink<T> _sink = new();
    private readonly ForEachPass<T> _pass;

    public CopyPass(Stage<T> source, Execution execution) => _pass = new ForEachPass<T>(source, execution, _sink);

    public long Length => _pass.Length;

    /// <summary>Writes all items to the front of a memory that has room for them.</summary>
    public void CopyTo(Memory<T> target)
    {
        _sink.Target = target;
        _pass.Run();
    }
}
