namespace ParallelCore.Tests.Counters;

/// <summary>A sequence whose threads take from one block as if it were their own.</summary>
internal sealed class BrokenIdSequence
{
    private long _next;

    public long Next()
    {
        long next = Volatile.Read(ref _next);
        if ((next & 63) == 0)
            Thread.Yield(); // so that it breaks on one processor, too
        Volatile.Write(ref _next, next + 1);
        return next;
    }
}
