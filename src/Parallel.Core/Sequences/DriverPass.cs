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
