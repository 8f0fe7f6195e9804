using System.Numerics;

namespace ParallelCore.Sequences;

/// <summary>What a result does with the items of a chain, or with what was made of them: one loop, or one a batch of a streamed source.</summary>
internal abstract class Pass(Execution execution)
{
    private long _end = long.MaxValue;

    protected Execution Execution => execution;

    /// <summary>Runs all that a participant of the loop gets.</summary>
    public abstract void Run(ref LoopPart part);

    /// <summary>True when no item of a piece that began at <paramref name="start"/> is wanted any more.</summary>
    public bool IsEndedBefore(long start) => Volatile.Read(ref _end) < start;

    /// <summary>Pieces behind <paramref name="start"/> aren't wanted any more, also if they run now. Not to be called by two at once.</summary>
    protected void EndAt(long start)
    {
        if (start < _end)
        {
            Volatile.Write(ref _end, start);
        }
    }

    /// <summary>Loops over chunks of so many source indices, each a unit; progress is told in source indices.</summary>
    protected void LoopChunks(long length, long size, RangeOptions? options)
    {
        if (options?.Progress is { } progress)
        {
            options = options with { Progress = new UnitProgress(progress, size, length) };
        }

        Loop(FixedChunks.Count(length, size), ChunkPolicy.Auto, options, size);
    }

    /// <summary>Loops over all units, each of so many source indices. True when a piece stopped the loop.</summary>
    protected bool Loop(long units, ChunkPolicy chunk, RangeOptions? options, long unitSize = 1)
    {
        chunk.ThrowIfUnfit(0, units);
        _end = long.MaxValue;
        return PassLoop.Run(this, units, chunk, options, SiteCosts.Key(this, execution.Key + BitOperations.Log2((ulong)unitSize)));
    }
}
