namespace ParallelCore.Tests.Collections;

/// <summary>Reads in one locked section and writes in another one.</summary>
internal sealed class BrokenNumber : LockedNumber
{
    private readonly object _lock = new();
    private int _number = 1;

    protected override int Read()
    {
        lock (_lock)
            return _number;
    }

    protected override int Update(int argument)
    {
        int value = Read();
        Thread.Yield();
        Next(ref value, argument);
        lock (_lock)
            return _number = value;
    }

    protected override int Lock(int argument) => Update(argument);

    protected override int? TryLock(int argument) => Update(argument);
}
