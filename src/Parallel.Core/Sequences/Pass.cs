using System.Numerics;
using ParallelCore.Scheduling;

namespace ParallelCore.Sequences;

/// <summary>What a result does with the items of a chain: one loop over the source, or one a batch of a streamed source.</summary>
/// <remarks>A class with a virtual call a piece, so that the loop engine is compiled once for all sequences.</remarks>
internal abstract class Pass(Execution execution)
{
    private long _end = long.MaxValue;

    protected Execution Execution => execution;

    /// <summary>Runs units [start, end). Returns <paramref name="end"/>, or something less to stop the loop there.</summary>
    public abstract long Run(long start, long end);

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
        return RangeLoop<PassBody>.Run(0, units, chunk, new PassBody(this), options, SiteCosts.Key(this, execution.Key + BitOperations.Log2((ulong)unitSize)), out _);
    }

    protected TFrame Enter<TFrame>()
        where TFrame : Frame, new()
    {
        TFrame frame = IdlePool<TFrame>.Rent();
        frame.Begin(execution.CancellationToken);
        return frame;
    }

    protected static void Exit<TFrame>(TFrame frame)
        where TFrame : Frame, new()
    {
        frame.End();
        IdlePool<TFrame>.Return(frame);
    }
}
