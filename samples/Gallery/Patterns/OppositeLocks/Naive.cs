using ParallelCore.Collections;

namespace ParallelCore.Gallery.Patterns.OppositeLocks;

internal static partial class Bank
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(0.5);

    /// <summary>The payer's lock first, whoever pays: two threads that do so at the same moment wait for each other for ever.</summary>
    public static long PayersLockFirst(int transfers)
    {
        var first = new Account();
        var second = new Account();
        Thread there = Start(() => Pay(first, second));
        Thread back = Start(() => Pay(second, first));
        if (!there.Join(s_patience) || !back.Join(s_patience))
            throw new TimeoutException("hangs: each thread holds a lock and waits for the other's"); // they are left to wait
        return first.Balance + second.Balance;

        void Pay(Account from, Account to)
        {
            for (int i = 0; i < transfers; i++)
            {
                lock (from)
                {
                    lock (to)
                        (from.Balance, to.Balance) = (from.Balance - 1, to.Balance + 1);
                }
            }
        }
    }

    /// <summary>The same mistake on one thread, which can't hang: the library's locks report it all the same.</summary>
    public static void PayersGuardFirst()
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

    private static Thread Start(Action pay)
    {
        var thread = new Thread(() => pay()) { IsBackground = true }; // doesn't keep the program alive
        thread.Start();
        return thread;
    }

    private sealed class Account
    {
        public long Balance { get; set; } = Each;
    }
}
