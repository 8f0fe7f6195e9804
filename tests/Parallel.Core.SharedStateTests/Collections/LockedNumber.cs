using System.Collections.Concurrent;

namespace ParallelCore.Tests.Collections;

/// <summary>A number behind a lock under test, and what every operation on it has returned.</summary>
public abstract class LockedNumber
{
    private readonly ConcurrentBag<(string Operation, int Argument, int Result)> _results = [];

    public void ReadIt() => _results.Add(("read", 0, Read()));

    public void Fold(int argument) => _results.Add(("fold", argument, Update(argument)));

    public void FoldThroughGuard(int argument) => _results.Add(("guard", argument, Lock(argument)));

    public void FoldByTrying(int argument)
    {
        int? result;
        while ((result = TryLock(argument)) is null)
            Thread.Yield();
        _results.Add(("try", argument, result.Value));
    }

    public bool IsEqual(LockedNumber other) => Read() == other.Read() && _results.Order().SequenceEqual(other._results.Order());

    public override string ToString() => $"{Read()}, returned {string.Join(' ', _results.Order())}";

    protected abstract int Read();

    protected abstract int Update(int argument);

    protected abstract int Lock(int argument);

    protected abstract int? TryLock(int argument);

    /// <summary>Tells every order of arguments from every other.</summary>
    protected static int Next(ref int value, int argument) => value = unchecked((value * 31) + argument);
}
