using ParallelCore.Loops;

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
            Loop.Run(0, items.Length / 2, ChunkPolicy.Auto, new ReverseBody<T>(items), options);
        }

        return true;
    }

    /// <summary>At least one item: true when no item is less than the one before it or, asked for a strictly descending run, when each is.</summary>
    public static bool IsAll<T, TOrder>(ReadOnlyMemory<T> items, TOrder order, bool isDescending, RangeOptions? options)
        where TOrder : struct, IOrder<T> =>
        !Loop.RunUntil(1, items.Length, ChunkPolicy.Auto, new SortedRunBody<T, TOrder>(items, order, isDescending), options, SiteCosts.Key<SortedRunBody<T, TOrder>>(), out _);
}

/// <summary>Stops the loop at the first item whose order towards the one before it is another than that of the run.</summary>
internal readonly struct SortedRunBody<T, TOrder>(ReadOnlyMemory<T> items, TOrder order, bool isDescending) : ILoopBody
    where TOrder : struct, IOrder<T>
{
    private readonly ReadOnlyMemory<T> _items = items;
    private readonly TOrder _order = order;

    public long Invoke(long start, long end)
    {
        ReadOnlySpan<T> items = _items.Span.Slice((int)start - 1, (int)(end - start) + 1);
        for (int i = 1; i < items.Length; i++)
        {
            if (_order.IsLess(items[i], items[i - 1]) != isDescending)
            {
                return start + i - 1;
            }
        }

        return end;
    }
}

/// <summary>Answers whether items are in order.</summary>
internal struct SortedWork<T>(ReadOnlyMemory<T> items, RangeOptions? options) : IOrderedWork<T>
{
    private readonly ReadOnlyMemory<T> _items = items;

    public bool IsSorted { get; private set; }

    public void Run<TOrder>(TOrder order)
        where TOrder : struct, IOrder<T>
    {
        options?.CancellationToken.ThrowIfCancellationRequested();
        if (_items.Length > MergeSort.Leaf)
        {
            IsSorted = SortedRun.IsAll<T, TOrder>(_items, order, isDescending: false, options);
            return;
        }

        try
        {
            IsSorted = _items.Length < 2 || new SortedRunBody<T, TOrder>(_items, order, isDescending: false).Invoke(1, _items.Length) == _items.Length;
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }
    }
}
