namespace ParallelCore.Tests.Counters;

/// <summary>A histogram that resets by writing zeros into counts that other threads raise without atomics.</summary>
internal sealed class BrokenHistogram(int threads)
{
    private readonly long[][] _counts = [.. Enumerable.Range(0, threads).Select(_ => new long[1])];

    public void Record(int thread)
    {
        ref long count = ref _counts[thread][0];
        long seen = Volatile.Read(ref count);
        if ((seen & 63) == 0)
            Thread.Yield(); // so that it breaks on one processor, too
        Volatile.Write(ref count, seen + 1);
    }

    public long CountThenReset() => _counts.Sum(counts => Interlocked.Exchange(ref counts[0], 0));
}
