using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using ParallelCore.Scheduling;

namespace ParallelCore;

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
