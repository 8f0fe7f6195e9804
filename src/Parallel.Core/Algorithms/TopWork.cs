using System.Buffers;

namespace ParallelCore.Algorithms;

/// <summary>Finds the greatest items, in descending order; equal ones in their own.</summary>
internal readonly struct TopWork<T>(ReadOnlyMemory<T> items, T[] result, RangeOptions? options) : IOrderedWork<T>
{
    /// <summary>When a larger share of the items is wanted, all of them are sorted.</summary>
    private const int LeastShare = 16;

    private readonly ReadOnlyMemory<T> _items = items;

    public void Run<TOrder>(TOrder order)
        where TOrder : struct, IOrder<T>
    {
        options?.CancellationToken.ThrowIfCancellationRequested();
        if (result.Length == 0)
        {
            return;
        }

        var descending = new DescendingOrder<T, TOrder>(order);
        if (result.Length > _items.Length / LeastShare)
        {
            SortAll(descending);
        }
        else if (_items.Length > MergeSort.Leaf)
        {
            new TopCall<T, DescendingOrder<T, TOrder>>(_items, result, descending, options).Start();
        }
        else
        {
            try
            {
                new TopBody<T, DescendingOrder<T, TOrder>>(_items, result, _items.Length, result.Length, descending).Invoke(0, _items.Length);
            }
            catch (Exception e)
            {
                throw Failures.Flatten(e);
            }
        }
    }

    private void SortAll<TOrder>(TOrder descending)
        where TOrder : struct, IOrder<T>
    {
        T[] copy = ArrayPool<T>.Shared.Rent(_items.Length);
        try
        {
            _items.CopyTo(copy);
            Sorter.Sort(copy.AsMemory(0, _items.Length), descending, options);
            copy.AsSpan(0, result.Length).CopyTo(result);
        }
        finally
        {
            Pooled.Return(copy);
        }
    }
}
