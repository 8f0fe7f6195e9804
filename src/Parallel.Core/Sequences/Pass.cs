using System.Numerics;
using ParallelCore.Loops;
using ParallelCore.Scheduling;

namespace ParallelCore.Sequences;

/// <summary>What a result does with the items of a chain, or with what was made of them: one loop, or one a batch of a streamed source.</summary>
internal abstract class Pass(Execution execution)
{
    private long _end = long.MaxValue;

    protected Execution Execution => execution;

    /// <summary>Runs all that a participant of the loop gets.</summary>
    public abstract void Run(ref LoopPart part);

    /// <summary>True when no item of a piece that began at <paramref name="start"/> is wanted any longer.</summary>
    public bool IsEndedBefore(long start) => Volatile.Read(ref _end) < start;

    /// <summary>Pieces behind <paramref name="start"/> are no longer wanted, also if they run now. Not to be called by two at once.</summary>
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
            options = options.Copy();
            options.Progress = new UnitProgress(progress, size, length);
        }

        Loop(FixedChunks.Count(length, size), ChunkPolicy.Auto, options, size);
    }

    /// <summary>Loops over all units, each of so many source indices. True when a piece stopped the loop.</summary>
    protected bool Loop(long units, ChunkPolicy chunk, RangeOptions? options, long unitSize = 1)
    {
        chunk.ThrowIfUnfit(0, units);
        if (units == 0 && options is null)
        {
            return false; // not even to see that: the runtime would take a loop that nothing goes through for what it is to compile
        }

        _end = long.MaxValue;
        return PassLoop.Run(this, units, chunk, options, SiteCosts.Key(this, execution.Key + BitOperations.Log2((ulong)unitSize)));
    }
}

/// <summary>A pass over units that are no items.</summary>
internal abstract class ChunkPass(Execution execution) : Pass(execution)
{
    public sealed override void Run(ref LoopPart part)
    {
        while (part.Next(out long start, out long end))
        {
            Run(start, end);
        }
    }

    protected abstract void Run(long start, long end);
}

/// <summary>The loop of a pass.</summary>
/// <remarks>Not generic, so that the loop engine is compiled once for all sequences.</remarks>
internal sealed class PassLoop : RangeLoop
{
    private Pass? _pass;

    /// <summary>Runs all units of a pass.</summary>
    /// <returns>True if one of them stopped the loop.</returns>
    public static bool Run(Pass pass, long units, in ChunkPolicy chunk, RangeOptions? options, int key)
    {
        WorkerLease lease = Enter(options);
        PassLoop loop = Rent<PassLoop>(lease);
        loop._pass = pass;
        return loop.Run(lease, 0, units, chunk, options, key, out _);
    }

    public override void Recycle() => IdlePool<PassLoop>.Return(this);

    protected override void Forget() => _pass = null;

    protected override void RunPieces(ref LoopPart part) => _pass!.Run(ref part);
}

/// <summary>Turns progress in units of several source items into items.</summary>
internal sealed class UnitProgress(IProgress<RangeProgress> progress, long unitSize, long total) : IProgress<RangeProgress>
{
    public void Report(RangeProgress value) => progress.Report(new RangeProgress(Math.Min(total, value.Completed * unitSize), total));
}
