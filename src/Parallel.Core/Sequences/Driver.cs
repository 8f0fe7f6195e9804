namespace ParallelCore.Sequences;

/// <summary>The linked form of a chain: pushes the items of any part of the source through the chain's sinks.</summary>
/// <remarks>Thread safety: <see cref="Run(ref Ranges)"/>, from any threads at once, each with a frame of its own; not while <see cref="Advance"/>
/// runs. The rest is the calling thread's.</remarks>
internal abstract class Driver
{
    private bool _hasBegun;

    /// <summary>How many source indices there are to run, from 0.</summary>
    public abstract long Length { get; }

    /// <summary>Pushes what the ranges of source indices give, in order, each until the frame is stopped, and goes through all of them.</summary>
    public abstract void Run(ref Ranges ranges);

    /// <summary>Pushes what one range gives.</summary>
    public void Run(long start, long end, Frame frame)
    {
        var range = new Ranges(start, end, frame);
        Run(ref range);
    }

    /// <summary>True when the source hands out its items by and by: <see cref="Length"/> and <see cref="Run(ref Ranges)"/> are about those of the last
    /// <see cref="Advance"/>.</summary>
    public virtual bool IsStreamed => false;

    /// <summary>The enumerable behind the items, if it may be pulled while they are run: what the next <see cref="Advance"/> goes on to.</summary>
    public virtual IPulled? Pulled => null;

    /// <summary>Goes on to the first or next items: all of them at the first call, unless the source is streamed. False when there are no more.</summary>
    /// <param name="mayCut">Whether there may be fewer than at another run, because a slow source would let its first items wait.</param>
    public virtual bool Advance(bool mayCut)
    {
        bool isFirst = !_hasBegun;
        _hasBegun = true;
        return isFirst;
    }
}

/// <summary>A driver whose items are there for the taking: it leaves the run to its sink, which asks for them.</summary>
internal abstract class FeedDriver<T> : Driver
{
    /// <summary>Takes items off the front of the present range, and sets their position.</summary>
    /// <param name="ranges">The ranges; the present one has something left.</param>
    /// <param name="block">Room to write items to; none if the driver has no use for it.</param>
    public abstract ReadOnlySpan<T> Take(scoped ref Ranges ranges, Span<T> block);
}
