using ParallelCore.Loops;

namespace ParallelCore.Algorithms;

/// <summary>One parallel merge of two inputs.</summary>
internal sealed class MergeCall<T, TOrder>(ReadOnlyMemory<T> first, ReadOnlyMemory<T> second, Memory<T> target, TOrder order, RangeOptions? options)
    : SortCall(options)
    where TOrder : struct, IOrder<T>
{
    public override void Run() =>
        ForkJoin.Run<MergePart, bool, MergeBody<T, TOrder>>(
            new MergePart(0, first.Length, 0, second.Length), new MergeBody<T, TOrder>(this, 0, first, second, target, order));
}

/// <summary>Merges two sorted inputs into a target that is as long as both.</summary>
internal readonly struct MergeWork<T>(ReadOnlyMemory<T> first, ReadOnlyMemory<T> second, Memory<T> target, RangeOptions? options) : IOrderedWork<T>
{
    private readonly ReadOnlyMemory<T> _first = first;
    private readonly ReadOnlyMemory<T> _second = second;
    private readonly Memory<T> _target = target;

    public void Run<TOrder>(TOrder order)
        where TOrder : struct, IOrder<T>
    {
        options?.CancellationToken.ThrowIfCancellationRequested();
        if (_target.Length > MergeSort.Leaf)
        {
            new MergeCall<T, TOrder>(_first, _second, _target, order, options).Start();
            return;
        }

        try
        {
            MergeSort.Merge(_first.Span, _second.Span, _target.Span, order);
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }
    }
}

/// <summary>A part of a merge: items [FirstStart, FirstEnd) of the first input and [SecondStart, SecondEnd) of the second.</summary>
internal readonly record struct MergePart(int FirstStart, int FirstEnd, int SecondStart, int SecondEnd)
{
    public int Length => FirstEnd - FirstStart + (SecondEnd - SecondStart);

    /// <summary>Where the part goes: behind everything of both inputs that lies before it.</summary>
    public int Target => FirstStart + SecondStart;
}

/// <summary>Merges two sorted inputs in parallel: cuts the result in the middle, finds what of each input lies before the cut, and forks. True when merged,
/// false when stopped.</summary>
/// <remarks>
/// SOURCE: co-ranking (Siebert, Träff, "Perfectly load-balanced, optimal, stable, parallel merge", 2013). The cut is a place in both inputs whatever the
/// order answers, so that
/// every item belongs to one part.
/// </remarks>
internal readonly struct MergeBody<T, TOrder>(
    SortCall call, int position, ReadOnlyMemory<T> first, ReadOnlyMemory<T> second, Memory<T> target, TOrder order) : IForkBody<MergePart, bool>
    where TOrder : struct, IOrder<T>
{
    private const int Leaf = 4 * 1024;

    private readonly ReadOnlyMemory<T> _first = first;
    private readonly ReadOnlyMemory<T> _second = second;
    private readonly Memory<T> _target = target;
    private readonly TOrder _order = order;

    public bool Invoke(ForkContext context, MergePart part)
    {
        if (call.IsStoppedAt(position + part.Target))
        {
            return false;
        }

        MergePart left;
        MergePart right;
        try
        {
            ReadOnlySpan<T> first = _first.Span[part.FirstStart..part.FirstEnd];
            ReadOnlySpan<T> second = _second.Span[part.SecondStart..part.SecondEnd];
            if (part.Length <= Leaf)
            {
                MergeSort.Merge(first, second, _target.Span.Slice(part.Target, part.Length), _order);
                return true;
            }

            int half = part.Length / 2;
            int ofFirst = CoRank(first, second, half);
            left = part with { FirstEnd = part.FirstStart + ofFirst, SecondEnd = part.SecondStart + half - ofFirst };
            right = part with { FirstStart = left.FirstEnd, SecondStart = left.SecondEnd };
        }
        catch
        {
            call.StopAt(position + part.Target);
            throw;
        }

        (bool isLeft, bool isRight) = context.Invoke<MergePart, bool, MergeBody<T, TOrder>>(left, right, this);
        return isLeft && isRight;
    }

    /// <summary>How many of the merge's first <paramref name="count"/> items come from <paramref name="first"/>.</summary>
    private int CoRank(ReadOnlySpan<T> first, ReadOnlySpan<T> second, int count)
    {
        int low = Math.Max(0, count - second.Length);
        int high = Math.Min(count, first.Length);
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) / 2);
            if (_order.IsLess(second[count - middle - 1], first[middle]))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
