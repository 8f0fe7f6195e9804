using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using ParallelCore.Loops;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.Sequences;

/// <summary>A pass over a source.</summary>
internal abstract class DriverPass(Execution execution) : Pass(execution)
{
    /// <summary>Ends the range that has been run, if there is one, and begins the next. False when there are no more.</summary>
    public abstract bool Next(ref Ranges ranges);
}

/// <summary>A pass over a source, with the frame that its last sink knows.</summary>
internal abstract class DriverPass<TFrame>(Execution execution) : DriverPass(execution)
    where TFrame : Frame, new()
{
    /// <summary>What takes less isn't worth a second worker.</summary>
    private static readonly long s_worthOverlapping = Stopwatch.Frequency / 20_000;

    private long _lastLoop;

    protected abstract Driver Driver { get; }

    /// <summary>The source index that is the loop's first.</summary>
    protected virtual long From => 0;

    public sealed override void Run(ref LoopPart part)
    {
        TFrame frame = Enter();
        try
        {
            var ranges = new Ranges(this, frame, ref part) { Offset = From };
            Driver.Run(ref ranges);
        }
        finally
        {
            Release(frame);
            Exit(frame);
        }
    }

    /// <summary>Runs a loop over the present items. If they are pulled, that or the last loop took some time, and there are workers for both, the calling thread
    /// pulls the next ones meanwhile, and helps then.</summary>
    protected bool LoopBesidePull(bool mayCut)
    {
        if (Driver.Pulled is not { } pulled)
        {
            return LoopPresent();
        }

        long start = Stopwatch.GetTimestamp();
        bool isStopped;
        if (pulled.CanPullAhead && Math.Max(pulled.LastPull, _lastLoop) >= s_worthOverlapping
            && Execution.Workers > 1 && Worker.Current?.Region?.Limit != WorkerLimit.Alone)
        {
            var both = new PullAndLoop(pulled, mayCut, LoopPresent);
            Loops.Loop.Run(0, 2, 1, new PullAndLoop.Body(both), Execution.WorkerOptions);
            isStopped = both.End();
        }
        else
        {
            isStopped = LoopPresent();
        }

        _lastLoop = Stopwatch.GetTimestamp() - start;
        return isStopped;
    }

    /// <summary>Runs a loop over the items that the driver has now. True when no more are wanted.</summary>
    protected virtual bool LoopPresent() => Loop(Driver.Length, Execution.ChunkOf(Driver, Driver.Length), Execution.Options);

    protected TFrame Enter()
    {
        TFrame frame = IdlePool<TFrame>.Rent();
        frame.Begin(Execution.CancellationToken);
        return frame;
    }

    protected static void Exit(TFrame frame)
    {
        frame.End();
        IdlePool<TFrame>.Return(frame);
    }

    /// <summary>Gives back what a frame holds when a participant has done its part, or has failed.</summary>
    protected virtual void Release(TFrame frame)
    {
    }
}

/// <summary>Two things to do at once, of which the calling thread begins the first.</summary>
internal sealed class PullAndLoop(IPulled pulled, bool mayCut, Func<bool> loop)
{
    private bool _isStopped;
    private Exception? _failure;

    /// <summary>What the loop has returned or thrown.</summary>
    public bool End()
    {
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        return _isStopped;
    }

    private void Pull()
    {
        // The source may wait for what a body does.
        using BlockedWait wait = BlockedWait.Begin();
        pulled.PullAhead(mayCut);
    }

    private void Run()
    {
        try
        {
            _isStopped = loop();
        }
        catch (Exception e)
        {
            _failure = e;
            pulled.StopPulling();
        }
    }

    public readonly struct Body(PullAndLoop both) : ILoopBody
    {
        public long Invoke(long start, long end)
        {
            if (start == 0)
            {
                both.Pull();
            }
            else
            {
                both.Run();
            }

            return end;
        }
    }
}

/// <summary>The source indices that a run goes through: one range after the other, up to the last that there is.</summary>
internal ref struct Ranges
{
    private readonly DriverPass? _pass;
    private readonly ref LoopPart _part;

    /// <summary>A part of a pass's loop, as long as there is something left of it.</summary>
    public Ranges(DriverPass pass, Frame frame, ref LoopPart part)
    {
        _pass = pass;
        _part = ref part;
        Frame = frame;
    }

    /// <summary>One range.</summary>
    public Ranges(long start, long end, Frame frame)
    {
        PieceStart = start;
        PieceEnd = end;
        Frame = frame;
    }

    public readonly Frame Frame { get; }

    /// <summary>What is left of the present range: whoever runs some of it may advance it.</summary>
    public long Start { get; set; }

    public long End { get; set; }

    /// <summary>The units of the loop that are being run; none before the first.</summary>
    public long PieceStart { get; private set; }

    public long PieceEnd { get; private set; }

    /// <summary>The next of these units, where a range is no whole piece.</summary>
    public long Unit { get; set; }

    public readonly bool HasPiece => PieceStart < PieceEnd;

    /// <summary>How far the source indices are from what the pass calls by their numbers.</summary>
    public long Offset { get; set; }

    /// <summary>Goes on to the next range, also when the frame is stopped. False when there are no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next()
    {
        if (_pass is null)
        {
            if (!HasPiece)
            {
                return false;
            }

            Start = PieceStart;
            End = PieceEnd;
            PieceStart = PieceEnd;
        }
        else if (!_pass.Next(ref this))
        {
            return false;
        }

        Start += Offset;
        End += Offset;
        return true;
    }

    /// <summary>For the pass: has the loop hand out its next piece, which is the next range, too.</summary>
    public bool NextPiece()
    {
        bool isThere = _part.Next(out long start, out long end);
        Start = PieceStart = Unit = start;
        End = PieceEnd = end;
        return isThere;
    }

    /// <summary>For the pass: the loop ends with the present piece.</summary>
    public readonly void Break() => _part.Break(PieceStart);
}
