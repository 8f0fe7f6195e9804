namespace ParallelCore.Sequences;

/// <summary>Items that lie in memory: nothing is copied.</summary>
internal sealed class MemoryStage<T>(ReadOnlyMemory<T> items) : Stage<T>
{
    public override bool IsIndexed => true;

    public ReadOnlyMemory<T> Items => items;

    public override Driver Link(Sink<T> next, Execution execution) => new MemoryDriver<T>(items, next);

    /// <summary>The items from the first one on that fails a test: nothing is copied either.</summary>
    public ComputedStage<T> SkipWhile(Func<T, bool> predicate) => new(execution =>
    {
        execution.Mix(predicate);
        Found<T> first = new FindPass<T>(this, execution.Inside(reports: false), item => !predicate(item)).Find();
        return new MemoryStage<T>(first.Exists ? items[(int)first.Position..] : default);
    });
}

internal sealed class MemoryDriver<T>(ReadOnlyMemory<T> items, Sink<T> next) : FeedDriver<T>
{
    public override long Length => items.Length;

    private ReadOnlyMemory<T> Items => items;

    private Sink<T> Next => next;

    /// <summary>Whether all that a driver does is to hand items in memory to a call's last sink, and no option wants that to be a loop: then there is a shorter way.</summary>
    public static bool IsAll(Driver driver, Sink<T> last, Execution execution, out ReadOnlyMemory<T> items)
    {
        bool isAll = execution.IsPlain && driver is MemoryDriver<T> memory && memory.Next == last;
        items = isAll ? ((MemoryDriver<T>)driver).Items : default;
        return isAll;
    }

    public override void Run(ref Ranges ranges)
    {
        var feed = new Feed<T>(this, ranges, default);
        next.Run(ref feed);
    }

    public override ReadOnlySpan<T> Take(scoped ref Ranges ranges, Span<T> block)
    {
        int start = (int)ranges.Start;
        ranges.Frame.Position = start;
        ranges.Start = ranges.End;
        return items.Span[start..(int)ranges.End];
    }
}
