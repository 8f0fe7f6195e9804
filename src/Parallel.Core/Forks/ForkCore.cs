using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using ParallelCore.Loops;
using ParallelCore.Scheduling;

namespace ParallelCore.Forks;

/// <summary>The fork and its join: everything parallel that calls two things is this.</summary>
internal static class ForkCore
{
    /// <summary>Runs the left side here, and the right side here or elsewhere.</summary>
    /// <remarks>
    /// Not inlined, because of its handler, but both bodies are inlined into it: a leaf of the recursion then costs no call. What the handler
    /// needs is kept on the stack, so it needs little: the frame still holds the right side.
    /// </remarks>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe (TLeft Left, TRight Right) Invoke<TLeftState, TLeft, TLeftBody, TRightState, TRight, TRightBody>(
        Worker worker, TLeftState leftState, TLeftBody leftBody, TRightState rightState, TRightBody rightBody)
        where TLeftBody : struct, IForkBody<TLeftState, TLeft>
        where TRightBody : struct, IForkBody<TRightState, TRight>
    {
        int depth = worker.Stack.Depth;
        CallFork<TRightState, TRight, TRightBody> fork = worker.FrameAt<CallFork<TRightState, TRight, TRightBody>>(depth);
        byte here;
        if ((nint)(&here) < worker.StackLimit)
        {
            worker.CheckStack();
        }

        fork.State = rightState;
        fork.Body = rightBody;
        worker.Push(fork, depth);

        TLeft left;
        TRight right;
        Exception error;
        bool isRight = false;
        try
        {
            left = leftBody.Invoke(new ForkContext(worker), leftState);
            isRight = true;
            if (worker.HasSpawned)
            {
                worker.JoinAbove(depth + 1);
            }

            if (worker.Stack.TryPop(depth))
            {
                fork.Forget();
                right = rightBody.Invoke(new ForkContext(worker), rightState);
            }
            else
            {
                right = JoinStolen<TRightState, TRight, TRightBody>(worker, depth);
            }
        }
        catch (Exception e)
        {
            error = e;
            goto Failed;
        }

        return (left, right);

    Failed:
        throw isRight ? Failures.Flatten(error) : RunRight<TRightState, TRight, TRightBody>(worker, depth, error);
    }

    /// <summary>Waits for the stolen fork on top, and hands on the thief's exception as its own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TRight JoinStolen<TRightState, TRight, TRightBody>(Worker worker, int index)
        where TRightBody : struct, IForkBody<TRightState, TRight>
    {
        var fork = (CallFork<TRightState, TRight, TRightBody>)worker.Frames[index].Frame;
        worker.JoinStolen(fork, index);
        fork.Forget();
        TRight result = fork.TakeResult(out Exception? error);
        if (error is not null)
        {
            ExceptionDispatchInfo.Throw(error);
        }

        return result;
    }

    /// <summary>The left side failed. The right side still runs, as it would have without the failure, so that the report is the same every time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static AggregateException RunRight<TRightState, TRight, TRightBody>(Worker worker, int depth, Exception leftError)
        where TRightBody : struct, IForkBody<TRightState, TRight>
    {
        worker.JoinAbove(depth + 1);
        var fork = (CallFork<TRightState, TRight, TRightBody>)worker.Frames[depth].Frame;
        try
        {
            if (worker.Stack.TryPop(depth))
            {
                TRightState state = fork.State;
                TRightBody body = fork.Body;
                fork.Forget();
                body.Invoke(new ForkContext(worker), state);
            }
            else
            {
                JoinStolen<TRightState, TRight, TRightBody>(worker, depth);
            }

            return Failures.Flatten(leftError);
        }
        catch (Exception rightError)
        {
            return Failures.Flatten(leftError, rightError);
        }
    }
}

/// <summary>A pending call of a fork's right side.</summary>
internal sealed class CallFork<TState, TResult, TBody> : PendingFork
    where TBody : struct, IForkBody<TState, TResult>
{
    public TState State = default!;
    public TBody Body;
    public TResult Result = default!;
    public Exception? Error;

    public override void Execute(Worker worker)
    {
        try
        {
            Result = Body.Invoke(new ForkContext(worker), State);
        }
        catch (Exception e)
        {
            Error = e;
        }
    }

    public override void Recycle()
    {
        Forget();
        IdlePool<CallFork<TState, TResult, TBody>>.Return(this);
    }

    /// <summary>Drops what the call worked on, so that an idle frame keeps nothing alive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Forget()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TState>())
        {
            State = default!;
        }

        if (RuntimeHelpers.IsReferenceOrContainsReferences<TBody>())
        {
            Body = default;
        }
    }

    /// <summary>Hands out what the thief left.</summary>
    public TResult TakeResult(out Exception? error)
    {
        TResult result = Result;
        Result = default!;
        error = Error;
        Error = null;
        return result;
    }
}

/// <summary>A fork that comes from a thread outside every scheduler.</summary>
/// <remarks>
/// A fork's cost is unknown until it is over, and waking a sleeping worker costs microseconds. So where everybody rests and the same body was short the last
/// time, nobody is woken; should it be long this time, whoever dozes sees it at its next look. Nothing of this costs a clock reading while a worker is awake.
/// </remarks>
internal readonly ref struct OutsideFork
{
    private readonly WorkerLease _lease;
    private readonly int _key;
    private readonly float _known;
    private readonly long _start;

    private OutsideFork(WorkerLease lease, int key, float known, long start)
    {
        _lease = lease;
        _key = key;
        _known = known;
        _start = start;
    }

    public Worker Worker => _lease.Worker;

    public static OutsideFork Enter(int key)
    {
        var lease = WorkerLease.Enter(WorkStealingScheduler.Shared);
        if (!lease.Worker.Scheduler.Gate.NeedsWaking)
        {
            return new OutsideFork(lease, key, 0, 0);
        }

        long start = Stopwatch.GetTimestamp();
        float known = SiteCosts.Get(key);
        float worthWaking = lease.Worker.Scheduler.WakeCost.WorthWaking;
        if (known > 0 && known < worthWaking)
        {
            lease.Worker.DeferWakingUntil = start + (long)worthWaking;
        }
        else if (lease.Worker.Scheduler.TryWakeOne(lease.Worker))
        {
            lease.Worker.Counts.Wakes++;
        }

        return new OutsideFork(lease, key, known, start);
    }

    public void Exit()
    {
        if (_start != 0)
        {
            Worker.DeferWakingUntil = 0;
            SiteCosts.Set(_key, _known, LoopClock.Elapsed(_start, Stopwatch.GetTimestamp()));
        }

        _lease.Exit();
    }
}
