using ParallelCore.Collections;

namespace ParallelCore.Gallery.Patterns.OppositeLocks;

internal static partial class Bank
{
    /// <summary>What always changes together belongs behind one lock.</summary>
    public static long OneLock(int transfers)
    {
        var accounts = new Guarded<(long A, long B)>((Each, Each));
        ParallelRange.Run(0, transfers, i =>
        {
            long amount = Amount(i);
            using Guard<(long A, long B)> both = accounts.Lock();
            both.Value.A -= amount;
            both.Value.B += amount;
        });
        return accounts.Read(static both => both.A + both.B);
    }

    /// <summary>To and fro take the locks in one order, so nobody waits for one whose holder waits for his.</summary>
    public static long Ordered(int transfers)
    {
        var first = new Guarded<long>(Each, "first");
        var second = new Guarded<long>(Each, "second");
        ParallelRange.Run(0, transfers, i =>
        {
            long amount = Amount(i);
            using Guard<long> a = first.Lock();
            using Guard<long> b = second.Lock();
            a.Value -= amount;
            b.Value += amount;
        });
        return first.Read(static balance => balance) + second.Read(static balance => balance);
    }
}
