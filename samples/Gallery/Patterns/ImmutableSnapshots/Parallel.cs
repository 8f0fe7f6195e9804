using System.Collections.Immutable;
using ParallelCore.Collections;
using ParallelCore.Counters;

namespace ParallelCore.Gallery.Patterns.ImmutableSnapshots;

internal static partial class PriceList
{
    /// <summary>A table never changes: a new one takes its place in one step, and who has the old one goes on with that.</summary>
    public static int Snapshots(int orders)
    {
        var prices = new AtomicReference<Issue>(new Issue(order: 0));
        int unfit = 0;
        ParallelRange.Run(0, orders, order =>
        {
            if (order % OrdersPerIssue == 0)
                prices.Value = new Issue(order);
            else if (!FitTogether(prices.Value.Prices.AsSpan()))
                Interlocked.Increment(ref unfit);
        });
        return unfit;
    }

    /// <summary>Right as well: a lock, which readers then take, too.</summary>
    public static int Locked(int orders)
    {
        var prices = new Guarded<int[]>(new int[Articles]);
        int unfit = 0;
        ParallelRange.Run(0, orders, order =>
        {
            if (order % OrdersPerIssue == 0)
                prices.Update(order, static (ref int[] table, int issue) => Array.Fill(table, issue));
            else if (!prices.Read(static table => FitTogether(table)))
                Interlocked.Increment(ref unfit);
        });
        return unfit;
    }

    private sealed class Issue(int order)
    {
        public ImmutableArray<int> Prices { get; } = [.. Enumerable.Repeat(order, Articles)];
    }
}
