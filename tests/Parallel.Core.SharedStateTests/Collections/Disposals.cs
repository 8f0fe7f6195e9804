namespace ParallelCore.Tests.Collections;

/// <summary>Counts how often it was disposed, and throws each time if it is told to.</summary>
internal sealed class Disposals(Exception? failure = null) : IDisposable
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Dispose()
    {
        Interlocked.Increment(ref _count);
        if (failure is not null)
            throw failure;
    }
}
