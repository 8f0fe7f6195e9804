using System.Buffers;

namespace ParallelCore.Algorithms;

/// <summary>The sequential stable merge sort that every comparing sort ends in.</summary>
/// <remarks>
/// INVARIANT: whatever the order throws or answers, <c>items</c> holds each of its items once when a call ends, also a call that was to leave its result in the buffer.
/// Leaves are sorted in place by swaps and then copied; a merge into the buffer only reads the items; and a merge into the items that fails is followed by copying
/// what it read, which is whole, over what it wrote. Merges move each item once, whatever the order says.
/// </remarks>
internal static class MergeSort
{
    /// <summary>Up to so many items a sort is one sequential piece.</summary>
    public const int Leaf = 4096;

    private const int InsertionLength = 20;

    /// <summary>Sorts up to a few thousand items on the calling thread, without a loop.</summary>
    public static void Small<T, TOrder>(Span<T> items, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        try
        {
            if (items.Length <= InsertionLength)
            {
                Insert(items, order);
                return;
            }

            T[] buffer = ArrayPool<T>.Shared.Rent(items.Length);
            try
            {
                Sort(items, buffer.AsSpan(0, items.Length), toBuffer: false, order);
            }
            finally
            {
                Pooled.Return(buffer);
            }
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }
    }

    /// <summary>Sorts items whose order is unknown, noticing those that are in order or in reverse.</summary>
    /// <param name="items">What to sort.</param>
    /// <param name="buffer">As long as <paramref name="items"/>.</param>
    /// <param name="toBuffer">Where the result goes; if false, the buffer is left with copies of items.</param>
    /// <param name="order">The order.</param>
    public static void Sort<T, TOrder>(Span<T> items, Span<T> buffer, bool toBuffer, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        if (items.Length > InsertionLength && IsRun(items, order))
        {
            if (toBuffer)
            {
                items.CopyTo(buffer);
            }
        }
        else
        {
            SortHalves(items, buffer, toBuffer, order);
        }
    }

    /// <summary>Merges two sorted inputs; of equal items, the first input's come first.</summary>
    /// <param name="first">An input.</param>
    /// <param name="second">An input.</param>
    /// <param name="target">As long as both; must not overlap them.</param>
    /// <param name="order">The order.</param>
    public static void Merge<T, TOrder>(ReadOnlySpan<T> first, ReadOnlySpan<T> second, Span<T> target, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        int i = 0;
        int j = 0;
        int next = 0;
        if (first.Length > 0 && second.Length > 0 && order.IsLess(second[0], first[^1]))
        {
            while (i < first.Length && j < second.Length)
            {
                // No branch on the answer: it is as good as random.
                T fromFirst = first[i];
                T fromSecond = second[j];
                bool isSecond = order.IsLess(fromSecond, fromFirst);
                target[next++] = isSecond ? fromSecond : fromFirst;
                int step = isSecond ? 1 : 0;
                j += step;
                i += 1 - step;
            }
        }

        first[i..].CopyTo(target[next..]);
        second[j..].CopyTo(target[(next + first.Length - i)..]);
    }

    private static void SortHalves<T, TOrder>(Span<T> items, Span<T> buffer, bool toBuffer, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        if (items.Length <= InsertionLength)
        {
            Insert(items, order);
            if (toBuffer)
            {
                items.CopyTo(buffer);
            }

            return;
        }

        int half = items.Length / 2;
        SortHalves(items[..half], buffer[..half], !toBuffer, order);
        SortHalves(items[half..], buffer[half..], !toBuffer, order);
        if (toBuffer)
        {
            Merge(items[..half], items[half..], buffer, order);
        }
        else
        {
            MergeBack(items, buffer, half, order);
        }
    }

    private static void MergeBack<T, TOrder>(Span<T> items, Span<T> buffer, int half, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        bool isDone = false;
        try
        {
            Merge(buffer[..half], buffer[half..], items, order);
            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                buffer.CopyTo(items);
            }
        }
    }

    /// <summary>True when the items are in order, or were in strictly reverse order and have been turned around.</summary>
    public static bool IsRun<T, TOrder>(Span<T> items, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        bool isDescending = items.Length > 1 && order.IsLess(items[1], items[0]);
        for (int i = 2; i < items.Length; i++)
        {
            if (order.IsLess(items[i], items[i - 1]) != isDescending)
            {
                return false;
            }
        }

        if (isDescending)
        {
            items.Reverse();
        }

        return true;
    }

    private static void Insert<T, TOrder>(Span<T> items, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        for (int i = 1; i < items.Length; i++)
        {
            T item = items[i];
            for (int j = i; j > 0 && order.IsLess(item, items[j - 1]); j--)
            {
                items[j] = items[j - 1];
                items[j - 1] = item;
            }
        }
    }
}
