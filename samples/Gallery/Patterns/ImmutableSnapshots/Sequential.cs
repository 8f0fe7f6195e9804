namespace ParallelCore.Gallery.Patterns.ImmutableSnapshots;

/// <summary>
/// Orders are priced by a table, and now and then one brings a new table. In every table the prices are those of one issue, so that the
/// prices that an order sees fit together. Tells how many orders saw prices that don't.
/// </summary>
internal static partial class PriceList
{
    private const int Articles = 256;
    private const int OrdersPerIssue = 32;

    public static int Sequential(int orders)
    {
        int[] prices = new int[Articles];
        int unfit = 0;
        for (int order = 0; order < orders; order++)
        {
            if (order % OrdersPerIssue == 0)
                Array.Fill(prices, order);
            else if (!FitTogether(prices))
                unfit++;
        }

        return unfit;
    }

    private static bool FitTogether(ReadOnlySpan<int> prices)
    {
        foreach (int price in prices)
        {
            if (price != prices[0])
                return false;
        }

        return true;
    }
}
