namespace ParallelCore.Algorithms;

/// <summary>Inputs that need no sorting: those in order, and those in strictly reverse order, which are turned around. Anything else is
/// noticed after its first items by the calling thread, or else after a few pieces.</summary>
internal static class SortedRun
{
    /// <summary>So many items are looked at before a loop is begun: most inputs have no longer run.</summary>
    private const int Few = 64;

    /// <returns>True when the items, at least two, are now in order.</returns>
    public static bool TryFinish<T, TOrder>(Memory<T> items, TOrder order, RangeOptions? options)
        where TOrder : struct, IOrder<T>
    {
        Span<T> span = items.Span;
        bool isDescending = order.IsLess(span[1], span[0]);
        Memory<T> first = items[..Math.Min(Few, items.Length)];
        if (new SortedRunBody<T, TOrder>(first, order, isDescending).Invoke(1, first.Length) < first.Length || !IsAll<T, TOrder>(items, order, isDescending, options))
        {
            return false;
        }

        if (isDescending)
        {
            RangeLoop<ReverseBody<T>>.Run(0, items.Length / 2, ChunkPolicy.Auto, new ReverseBody<T>(items), options, SiteCosts.Key<ReverseBody<T>>(), out _);
        }

        return true;
    }

    /// <summary>At least one item: true when no item is less than the one before it or, asked for a strictly descending run, when each is.</summary>
    public static bool IsAll<T, TOrder>(ReadOnlyMemory<T> items, TOrder order, bool isDescending, RangeOptions? options)
        where TOrder : struct, IOrder<T> =>
        !RangeLoop<SortedRunBody<T, TOrder>>.Run(
            1, items.Length, ChunkPolicy.Auto, new SortedRunBody<T, TOrder>(items, order, isDescending), options, SiteCosts.Key<SortedRunBody<T, TOrder>>(), out _);
}
