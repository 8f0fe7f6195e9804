namespace ParallelCore.Tests.Collections;

/// <summary>
/// What one thread sees: a number. With something that lets other threads in between the check and the act, it is the broken copy that the tests must catch.
/// </summary>
internal sealed class CountedHolders(Action? between = null) : IHolders
{
    private int _holders = 1;
    private int _firstLetGo;
    private int _disposals;

    public int Disposals => Volatile.Read(ref _disposals);

    public bool TryKeep()
    {
        if (Volatile.Read(ref _holders) == 0)
            return false;
        between?.Invoke();
        Interlocked.Increment(ref _holders);
        return true;
    }

    public bool TryShare() => Volatile.Read(ref _firstLetGo) == 0 && TryKeep();

    public void ReleaseFirst()
    {
        if (Interlocked.Exchange(ref _firstLetGo, 1) == 0 && Interlocked.Decrement(ref _holders) == 0)
            Interlocked.Increment(ref _disposals);
    }
}
