using System.Buffers;

namespace ParallelCore.Algorithms;

/// <summary>One parallel stable merge sort.</summary>
/// <remarks>SOURCE: merge sort that forks its halves and merges in parallel (Cormen, Leiserson, Rivest, Stein, chapter 26), merges cut by co-ranking (see
/// <see cref="MergeBody{T, TOrder}"/>).</remarks>
internal sealed class MergeSortCall<T, TOrder>(Memory<T> items, TOrder order, RangeOptions? options) : SortCall(options)
    where TOrder : struct, IOrder<T>
{
    private T[] _buffer = [];

    public Memory<T> Items => items;

    public Memory<T> Buffer => _buffer.AsMemory(0, items.Length);

    public TOrder Order => order;

    public override void Run()
    {
        if (SortedRun.TryFinish(items, order, Nested))
        {
            return;
        }

        _buffer = ArrayPool<T>.Shared.Rent(items.Length);
        try
        {
            ForkJoin.Run<Segment, bool, MergeSortBody<T, TOrder>>(new Segment(0, items.Length, ToBuffer: false), new MergeSortBody<T, TOrder>(this));
        }
        finally
        {
            Pooled.Return(_buffer);
        }
    }
}
