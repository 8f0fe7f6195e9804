using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParallelCore.Loops;

namespace ParallelCore.Algorithms;

/// <summary>The sequential stable merge sort that every comparing sort ends in.</summary>
/// <remarks>
/// INVARIANT: whatever the order throws or answers, <c>items</c> holds each of its items once when a call ends, also a call that was to leave its result in
/// the buffer.
/// Leaves are sorted in place by swaps and then copied; a merge into the buffer only reads the items; and a merge into the items that fails is followed by
/// copying
/// what it read, which is whole, over what it wrote. Merges move each item once, whatever the order says.
/// </remarks>
internal static class MergeSort
{
    /// <summary>Up to so many items a sort is one sequential piece.</summary>
    public const int Leaf = 1024;

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
        int taken = 0;
        int takenSecond = 0;
        if (first.Length > 0 && second.Length > 0 && order.IsLess(second[0], first[^1]))
        {
            (taken, takenSecond) = MergeUntilOneEnds(first, second, target, order);
        }

        first[taken..].CopyTo(target[(taken + takenSecond)..]);
        second[takenSecond..].CopyTo(target[(first.Length + takenSecond)..]);
    }

    /// <remarks>References, since bounds checks would cost a tenth: each is compared with its own end before it is read, whatever the order says.</remarks>
    private static (int First, int Second) MergeUntilOneEnds<T, TOrder>(ReadOnlySpan<T> first, ReadOnlySpan<T> second, Span<T> target, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, first.Length + second.Length);
        ref T to = ref MemoryMarshal.GetReference(target);
        ref T nextFirst = ref MemoryMarshal.GetReference(first);
        ref T nextSecond = ref MemoryMarshal.GetReference(second);
        ref T endFirst = ref Unsafe.Add(ref nextFirst, first.Length);
        ref T endSecond = ref Unsafe.Add(ref nextSecond, second.Length);
        T fromFirst = nextFirst;
        T fromSecond = nextSecond;
        while (true)
        {
            if (order.IsLess(fromSecond, fromFirst))
            {
                to = fromSecond;
                to = ref Unsafe.Add(ref to, 1);
                nextSecond = ref Unsafe.Add(ref nextSecond, 1);
                if (Unsafe.AreSame(ref nextSecond, ref endSecond))
                {
                    break;
                }

                fromSecond = nextSecond;
            }
            else
            {
                to = fromFirst;
                to = ref Unsafe.Add(ref to, 1);
                nextFirst = ref Unsafe.Add(ref nextFirst, 1);
                if (Unsafe.AreSame(ref nextFirst, ref endFirst))
                {
                    break;
                }

                fromFirst = nextFirst;
            }
        }

        int leftFirst = (int)(Unsafe.ByteOffset(ref nextFirst, ref endFirst) / Unsafe.SizeOf<T>());
        int leftSecond = (int)(Unsafe.ByteOffset(ref nextSecond, ref endSecond) / Unsafe.SizeOf<T>());
        return (first.Length - leftFirst, second.Length - leftSecond);
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
        ref T first = ref MemoryMarshal.GetReference(items);
        for (int i = 1; i < items.Length; i++)
        {
            T item = items[i];
            for (int j = i - 1; j >= 0 && order.IsLess(item, Unsafe.Add(ref first, j)); j--)
            {
                Unsafe.Add(ref first, j + 1) = Unsafe.Add(ref first, j);
                Unsafe.Add(ref first, j) = item;
            }
        }
    }
}
