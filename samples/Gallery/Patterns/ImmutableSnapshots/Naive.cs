namespace ParallelCore.Gallery.Patterns.ImmutableSnapshots;

internal static partial class PriceList
{
    /// <summary>The table is changed price by price, while others read it.</summary>
    public static int InPlace(int orders)
    {
        int[] prices = new int[Articles];
        int unfit = 0;
        ParallelRange.Run(0, orders, order =>
        {
            if (order % OrdersPerIssue == 0)
                Array.Fill(prices, order);
            else if (!FitTogether(prices))
                Interlocked.Increment(ref unfit);
        });
        return unfit;
    }
}
