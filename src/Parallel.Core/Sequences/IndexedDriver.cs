using System.Runtime.CompilerServices;

namespace ParallelCore.Sequences;

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
