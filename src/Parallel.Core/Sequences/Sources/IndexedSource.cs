using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

/// <summary>A source that computes its items from their positions.</summary>
internal abstract class IndexedStage<T> : Stage<T>
{
    public override bool IsIndexed => true;

    /// <summary>How many items there are when the result is asked for.</summary>
    public abstract long Count { get; }

    /// <summary>Writes the items from position <paramref name="start"/> on.</summary>
    public abstract void Fill(long start, Span<T> items);

    public override Driver Link(Sink<T> next, Execution execution) => new IndexedDriver<T>(this, Count, next);
}

internal sealed class IndexedDriver<T>(IndexedStage<T> source, long length, Sink<T> next) : FeedDriver<T>
{
    public override long Length => length;

    public override void Run(ref Ranges ranges)
    {
        if (LargeBlock<T>.IsForStack)
        {
            RunWithLargeBlock(ref ranges);
        }
        else
        {
            RunWithBlock(ref ranges);
        }
    }

    public override ReadOnlySpan<T> Take(scoped ref Ranges ranges, Span<T> block)
    {
        long start = ranges.Start;
        Span<T> items = block[..(int)Math.Min(block.Length, ranges.End - start)];
        source.Fill(start, items);
        ranges.Frame.Position = start;
        ranges.Start = start + items.Length;
        return items;
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunWithLargeBlock(ref Ranges ranges)
    {
        Unsafe.SkipInit(out LargeBlock<T> block);
        var feed = new Feed<T>(this, ranges, block);
        next.Run(ref feed);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunWithBlock(ref Ranges ranges)
    {
        Unsafe.SkipInit(out Block<T> block);
        var feed = new Feed<T>(this, ranges, block);
        next.Run(ref feed);
    }
}

/// <summary>The numbers of a range.</summary>
internal sealed class Int32RangeStage(int from, int to) : IndexedStage<int>
{
    public override long Count => (long)to - from;

    public override void Fill(long start, Span<int> items)
    {
        int first = (int)(from + start);
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = first + i;
        }
    }
}

/// <summary>The numbers of a range of at most <see cref="long.MaxValue"/> of them.</summary>
internal sealed class Int64RangeStage(long from, long count) : IndexedStage<long>
{
    public override long Count => count;

    public override void Fill(long start, Span<long> items)
    {
        long first = from + start;
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = first + i;
        }
    }
}

/// <summary>The cells of a table, row after row.</summary>
internal sealed class GridStage(int rows, int columns) : IndexedStage<(int Row, int Column)>
{
    public override long Count => (long)rows * columns;

    public override void Fill(long start, Span<(int Row, int Column)> items)
    {
        (long row, long column) = Math.DivRem(start, columns);
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = ((int)row, (int)column);
            if (++column == columns)
            {
                column = 0;
                row++;
            }
        }
    }
}
