namespace ParallelCore.Tests.Counters;

/// <summary>A sum in two cells that are read one after the other, and reset after that: no snapshot, and updates in between are lost.</summary>
internal sealed class BrokenAccumulator
{
    private readonly long[] _cells = new long[2];

    public void Add(long value) => Interlocked.Add(ref _cells[Environment.CurrentManagedThreadId & 1], value);

    public long Result()
    {
        long first = Interlocked.Read(ref _cells[0]);
        Thread.Yield();
        return first + Interlocked.Read(ref _cells[1]);
    }

    public long ResultThenReset()
    {
        long result = Result();
        Reset();
        return result;
    }

    public void Reset()
    {
        Interlocked.Exchange(ref _cells[0], 0);
        Interlocked.Exchange(ref _cells[1], 0);
    }
}
