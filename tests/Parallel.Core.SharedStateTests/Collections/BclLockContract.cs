namespace ParallelCore.Tests.Collections;

/// <summary>The runtime's lock that has the same rules.</summary>
public sealed class BclLockContract : LockContract, IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new();

    public void Dispose() => _lock.Dispose();

    protected override void Hold(Action inside)
    {
        _lock.EnterWriteLock();
        RunInside(inside);
    }

    protected override bool TryHold(Action inside) => TryHold(TimeSpan.Zero, inside);

    protected override bool TryHold(TimeSpan timeout, Action inside)
    {
        if (!_lock.TryEnterWriteLock(timeout))
            return false;
        RunInside(inside);
        return true;
    }

    private void RunInside(Action inside)
    {
        try
        {
            inside();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }
}
