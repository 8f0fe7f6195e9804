using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

internal sealed class ReadWriteGuardedNumber : LockedNumber
{
    private readonly ReadWriteGuarded<int> _number = new(1);

    protected override int Read() => _number.Read(static value => value);

    protected override int Update(int argument) => _number.Update(argument, static (ref int value, int argument) => Next(ref value, argument));

    protected override int Lock(int argument)
    {
        using WriteGuard<int> guard = _number.WriteLock();
        return Next(ref guard.Value, argument);
    }

    protected override int? TryLock(int argument)
    {
        bool hasLock = _number.TryWriteLock(out WriteGuard<int> guard);
        using (guard)
            return hasLock ? Next(ref guard.Value, argument) : null;
    }
}
