using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Counters;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>The same increments on every kind of counter: what a thread does, and how the total is read.</summary>
internal sealed record CountedLoops(ContenderRole Role, string Name, Action<int> Increment, Func<long> Take)
{
    public const string OwnField = "a field for each thread";
    public const string InterlockedField = "Interlocked.Increment";
    public const string Striped = "StripedCounter";

    /// <summary>Fresh counters. Each loop stands in a lambda of its own, so that the compiler can see what it calls.</summary>
    public static CountedLoops[] Create()
    {
        var striped = new StripedCounter();
        var atomic = new AtomicInt64();
        var padded = new PaddedAtomicInt64();
        var bitFaster = new BitFaster.Caching.Counters.Counter();
        var nonBlocking = new NonBlocking.Counter64();
        long[] field = new long[32];
        long bitFasterTaken = 0;
        long nonBlockingTaken = 0;
        return
        [
            new(ContenderRole.Peer, InterlockedField, times => { for (int i = 0; i < times; i++) Interlocked.Increment(ref field[16]); }, () => Interlocked.Exchange(ref field[16], 0)),
            new(ContenderRole.Peer, "NonBlocking.Counter64", times => { NonBlocking.Counter64 counter = nonBlocking; for (int i = 0; i < times; i++) counter.Increment(); }, () => Difference(nonBlocking.Value, ref nonBlockingTaken)),
            new(ContenderRole.Peer, "BitFaster Counter", times => { BitFaster.Caching.Counters.Counter counter = bitFaster; for (int i = 0; i < times; i++) counter.Increment(); }, () => Difference(bitFaster.Count(), ref bitFasterTaken)),
            new(ContenderRole.Ours, Striped, times => { StripedCounter counter = striped; for (int i = 0; i < times; i++) counter.Increment(); }, striped.SumThenReset),
            new(ContenderRole.Ours, "AtomicInt64", times => { AtomicInt64 counter = atomic; for (int i = 0; i < times; i++) counter.Increment(); }, () => atomic.Exchange(0)),
            new(ContenderRole.Ours, "PaddedAtomicInt64", times => { PaddedAtomicInt64 counter = padded; for (int i = 0; i < times; i++) counter.Increment(); }, () => padded.Exchange(0)),
        ];
    }

    private static long Difference(long total, ref long taken)
    {
        long difference = total - taken;
        taken = total;
        return difference;
    }
}
