using System.Runtime.CompilerServices;
using ParallelCore.Scheduling;

namespace ParallelCore;

/// <summary>The fork and its join: everything parallel that calls two things is this.</summary>
internal static class ForkCore
{
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe (TLeft Left, TRight Right) Invoke<TLeftState, TLeft, TLeftBody, TRightState, TRight, TRightBody>(
        Worker worker, TLeftState leftState, TLeftBody leftBody, TRightState rightState, TRightBody rightBody)
        where TLeftBody : struct, IForkBody<TLeftState, TLeft>
        where TRightBody : struct, IForkBody<TRightState, TRight>
    {
        int depth = worker.Depth;
        CallFork<TRightState, TRight, TRightBody> fork = worker.TopFrame<CallFork<TRightState, TRight, TRightBody>>();
        byte here;
        if ((nint)(&here) < worker.StackLimit)
        {
            worker.CheckStack();
        }

        fork.State = rightState;
        fork.Body = rightBody;
        worker.Depth = depth + 1;
        worker.Counts.Forks++;
        if (worker.Slot.IsEmpty)
        {
            worker.ExposeOldest();
        }

        TLeft left = GuardedCall.Invoke<TLeftState, TLeft, TLeftBody>(worker, leftState, leftBody);
        worker.Depth = depth;
        if (worker.Error is not null)
        {
            ThrowAfterRight<TRightState, TRight, TRightBody>(worker, fork, rightState, rightBody);
        }

        TRight right;
        if (!fork.IsExposed)
        {
            fork.Forget();
            right = GuardedCall.Invoke<TRightState, TRight, TRightBody>(worker, rightState, rightBody);
        }
        else
        {
            right = JoinExposed(worker, fork, rightState, rightBody);
        }

        if (worker.Error is not null)
        {
            Throw(worker);
        }

        return (left, right);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TRight JoinExposed<TRightState, TRight, TRightBody>(
        Worker worker, CallFork<TRightState, TRight, TRightBody> fork, TRightState rightState, TRightBody rightBody)
        where TRightBody : struct, IForkBody<TRightState, TRight>
    {
        bool isMine = worker.TryReclaim(fork, worker.Depth);
        fork.Forget();
        return isMine ? GuardedCall.Invoke<TRightState, TRight, TRightBody>(worker, rightState, rightBody) : fork.TakeResult(worker);
    }

    /// <summary>The left side failed. The right side still runs, as it would have without the failure, so that the report is the same every time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowAfterRight<TRightState, TRight, TRightBody>(
        Worker worker, CallFork<TRightState, TRight, TRightBody> fork, TRightState rightState, TRightBody rightBody)
        where TRightBody : struct, IForkBody<TRightState, TRight>
    {
        Exception left = worker.Error!;
        worker.Error = null;
        if (fork.IsExposed)
        {
            JoinExposed(worker, fork, rightState, rightBody);
        }
        else
        {
            fork.Forget();
            GuardedCall.Invoke<TRightState, TRight, TRightBody>(worker, rightState, rightBody);
        }

        Exception? right = worker.Error;
        worker.Error = null;
        throw right is null ? Failures.Flatten(left) : Failures.Flatten(left, right);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(Worker worker)
    {
        Exception error = worker.Error!;
        worker.Error = null;
        throw Failures.Flatten(error);
    }
}
