namespace ParallelCore.Gallery.Patterns.OppositeLocks;

/// <summary>Moves money between two accounts. Whatever happens, the sum of the balances must stay.</summary>
internal static partial class Bank
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

    /// <summary>Computed with some effort, as real amounts are; positive for there, negative for back.</summary>
    private static long Amount(int i)
    {
        long amount = i;
        for (int k = 0; k < 500; k++)
            amount = (amount * 48_271) % 2_147_483_647;
        return i % 2 == 0 ? amount % 100 : -(amount % 100);
    }
}
