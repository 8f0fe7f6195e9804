namespace ParallelCore.Stress.Operations;

/// <summary>Knows how often it was used, and refuses to be used or disposed afterwards.</summary>
internal sealed class CountedDisposable : IDisposable
{
    private int _uses;
    private int _disposals;

    public int Uses => Volatile.Read(ref _uses);

    public bool IsDisposed => Volatile.Read(ref _disposals) == 1;

    public void Use()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposals) > 0, this);
        Interlocked.Increment(ref _uses);
    }

    public void Dispose() => ObjectDisposedException.ThrowIf(Interlocked.Increment(ref _disposals) > 1, this);
}
