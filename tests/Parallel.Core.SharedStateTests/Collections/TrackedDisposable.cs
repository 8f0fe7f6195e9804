namespace ParallelCore.Tests.Collections;

/// <summary>Counts its disposals; the last word on use after disposal.</summary>
internal sealed class TrackedDisposable : IDisposable
{
    private int _disposals;

    public int Disposals => Volatile.Read(ref _disposals);

    public void Dispose() => Interlocked.Increment(ref _disposals);
}
