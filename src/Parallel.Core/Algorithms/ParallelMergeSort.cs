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

/// <summary>Sorts a segment: its halves in parallel, then their merge. True when it is sorted, false when the sort was stopped.</summary>
/// <remarks>INVARIANT: that of <see cref="MergeSort"/>: when a call ends, in whatever way, the call's items hold each item of the segment once.</remarks>
internal readonly struct MergeSortBody<T, TOrder>(MergeSortCall<T, TOrder> call) : IForkBody<Segment, bool>
    where TOrder : struct, IOrder<T>
{
    public bool Invoke(ForkContext context, Segment segment)
    {
        int length = segment.End - segment.Start;
        if (length <= MergeSort.Leaf)
        {
            return SortLeaf(segment);
        }

        int middle = segment.Start + length / 2;
        (bool isLeft, bool isRight) = context.Invoke<Segment, bool, MergeSortBody<T, TOrder>>(
            new Segment(segment.Start, middle, !segment.ToBuffer), new Segment(middle, segment.End, !segment.ToBuffer), this);
        return isLeft && isRight && (segment.ToBuffer ? Merge(context, call.Items, call.Buffer, segment, middle) : MergeBack(context, segment, middle));
    }

    private bool SortLeaf(Segment segment)
    {
        if (call.IsStoppedAt(segment.Start))
        {
            return false;
        }

        try
        {
            int length = segment.End - segment.Start;
            MergeSort.Sort(call.Items.Span.Slice(segment.Start, length), call.Buffer.Span.Slice(segment.Start, length), segment.ToBuffer, call.Order);
            return true;
        }
        catch
        {
            call.StopAt(segment.Start);
            throw;
        }
    }

    private bool MergeBack(ForkContext context, Segment segment, int middle)
    {
        bool isDone = false;
        try
        {
            isDone = Merge(context, call.Buffer, call.Items, segment, middle);
            return isDone;
        }
        finally
        {
            if (!isDone)
            {
                call.Buffer.Span[segment.Start..segment.End].CopyTo(call.Items.Span[segment.Start..]);
            }
        }
    }

    private bool Merge(ForkContext context, Memory<T> source, Memory<T> target, Segment segment, int middle)
    {
        var body = new MergeBody<T, TOrder>(call, segment.Start, source[segment.Start..middle], source[middle..segment.End], target[segment.Start..segment.End], call.Order);
        return body.Invoke(context, new MergePart(0, middle - segment.Start, 0, segment.End - middle));
    }
}

/// <summary>Positions [Start, End) of a sort, and whether the sorted items are to end in the buffer.</summary>
internal readonly record struct Segment(int Start, int End, bool ToBuffer);
