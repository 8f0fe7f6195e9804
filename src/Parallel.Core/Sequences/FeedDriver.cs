namespace ParallelCore.Sequences;

/// <summary>A driver whose items are there for the taking: it leaves the run to its sink, which asks for them.</summary>
internal abstract class FeedDriver<T> : Driver
{
    /// <summary>Takes items off the front of the present range, and sets their position.</summary>
    /// <param name="ranges">The ranges; the present one has something left.</param>
    /// <param name="block">Room to write items to; none if the driver has no use for it.</param>
    public abstract ReadOnlySpan<T> Take(scoped ref Ranges ranges, Span<T> block);
}
