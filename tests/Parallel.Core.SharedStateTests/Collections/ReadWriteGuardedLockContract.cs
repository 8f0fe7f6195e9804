using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

public sealed class ReadWriteGuardedLockContract : LockContract
{
    private readonly ReadWriteGuarded<int> _guarded = new(0);

    protected override void Hold(Action inside)
    {
        using WriteGuard<int> guard = _guarded.WriteLock();
        inside();
    }

    protected override bool TryHold(Action inside)
    {
        bool hasLock = _guarded.TryWriteLock(out WriteGuard<int> guard);
        using (guard)
        {
            if (hasLock)
                inside();
        }

        return hasLock;
    }

    protected override bool TryHold(TimeSpan timeout, Action inside)
    {
        bool hasLock = _guarded.TryWriteLock(out WriteGuard<int> guard, timeout);
        using (guard)
        {
            if (hasLock)
                inside();
        }

        return hasLock;
    }
}
