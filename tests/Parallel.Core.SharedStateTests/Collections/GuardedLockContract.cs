using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

public sealed class GuardedLockContract : LockContract
{
    private readonly Guarded<int> _guarded = new(0);

    protected override void Hold(Action inside)
    {
        using Guard<int> guard = _guarded.Lock();
        inside();
    }

    protected override bool TryHold(Action inside)
    {
        bool hasLock = _guarded.TryLock(out Guard<int> guard);
        using (guard)
        {
            if (hasLock)
                inside();
        }

        return hasLock;
    }

    protected override bool TryHold(TimeSpan timeout, Action inside)
    {
        bool hasLock = _guarded.TryLock(out Guard<int> guard, timeout);
        using (guard)
        {
            if (hasLock)
                inside();
        }

        return hasLock;
    }
}
