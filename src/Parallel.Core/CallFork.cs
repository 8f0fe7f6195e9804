using System.Runtime.CompilerServices;
using ParallelCore.Scheduling;

namespace ParallelCore;

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
