using ParallelCore.Collections;

namespace ParallelCore.Samples.OppositeLocks;

/// <summary>Moves money between two accounts, from all workers. Whatever happens, the sum of the balances must stay.</summary>
internal static class Bank
{
    private const long Each = 1_000_000;

    public static long Total => 2 * Each;

    public static long Sequential(int transfers)
    {
        long a = Each;
        long b = Each;
        for (int i = 0; i < transfers; i++)
        {
            long amount = Amount(i);
            a -= amount;
            b += amount;
        }

        return a + b;
    }

    /// <summary>Two races at once: money appears and disappears.</summary>
    public static long Naive(int transfers)
    {
        long a = Each;
        long b = Each;
        ParallelRange.Run(0, transfers, i =>
        {
            long amount = Amount(i);
            a -= amount;
            b += amount;
        });
        return a + b;
    }

    /// <summary>To and fro take the locks in one order, so nobody holds one that another waits for while waiting for that one's.</summary>
    public static long Ordered(int transfers)
    {
        var first = new Guarded<long>(Each, "first");
        var second = new Guarded<long>(Each, "second");
        ParallelRange.Run(0, transfers, i =>
        {
            using Guard<long> a = first.Lock();
            using Guard<long> b = second.Lock();
            long amount = Amount(i);
            a.Value -= amount;
            b.Value += amount;
        });
        return first.Read(static balance => balance) + second.Read(static balance => balance);
    }

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

    /// <summary>The mistake: the payer's lock first, whoever pays. Two threads that do so at the same moment wait for each other for ever.</summary>
    public static void TransferInAnyOrder()
    {
        var first = new Guarded<long>(Each, "first");
        var second = new Guarded<long>(Each, "second");
        Pay(first, second);
        Pay(second, first);

        static void Pay(Guarded<long> from, Guarded<long> to)
        {
            using Guard<long> payer = from.Lock();
            using Guard<long> receiver = to.Lock();
            payer.Value -= 1;
            receiver.Value += 1;
        }
    }

    /// <summary>Computed with some effort, as real amounts are; positive for there, negative for back.</summary>
    private static long Amount(int i)
    {
        long amount = i;
        for (int k = 0; k < 50; k++)
            amount = (amount * 48_271) % 2_147_483_647;
        return i % 2 == 0 ? amount % 100 : -(amount % 100);
    }
}
