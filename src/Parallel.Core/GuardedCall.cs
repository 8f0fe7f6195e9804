using System.Runtime.CompilerServices;
using ParallelCore.Scheduling;

namespace ParallelCore;

/// <summary>Calls one side of a fork and keeps its exception for the join.</summary>
/// <remarks>
/// The handler stands here, around one call, and not in the fork: code with handlers isn't inlined, and this way the fork is inlined
/// into the body, and the body into this.
/// </remarks>
internal static class GuardedCall
{
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TResult Invoke<TState, TResult, TBody>(Worker worker, TState state, TBody body)
        where TBody : struct, IForkBody<TState, TResult>
    {
        TResult result;
        try
        {
            result = body.Invoke(new ForkContext(worker), state);
        }
        catch (Exception e)
        {
            worker.Error = e;
            return default!;
        }

        return result;
    }
}
