using System.Runtime.CompilerServices;

namespace ParallelCore.Scheduling;

/// <summary>The execution context (AsyncLocal, Activity, culture) that travels with a stolen fork; null stands for the default one.</summary>
internal static class FlowingContext
{
    // Null if the runtime should once keep it elsewhere: then no context is known to be the default one, which costs time and nothing else.
    private static readonly ExecutionContext? s_default = FindDefault();

    /// <summary>What the calling thread would let flow: nothing, hence the default one, where it suppresses that.</summary>
    public static ExecutionContext? Capture()
    {
        ExecutionContext? context = ExecutionContext.Capture();
        return ReferenceEquals(context, s_default) ? null : context;
    }

    /// <summary>What the calling thread has, whether or not it lets it flow.</summary>
    public static Kept Keep()
    {
        bool isSuppressed = ExecutionContext.IsFlowSuppressed();
        if (isSuppressed)
        {
            ExecutionContext.RestoreFlow();
        }

        var kept = new Kept(ExecutionContext.Capture()!, isSuppressed, SynchronizationContext.Current);
        if (isSuppressed)
        {
            ExecutionContext.SuppressFlow();
        }

        return kept;
    }

    /// <summary>Gives the calling thread the context of a fork; null for the default one.</summary>
    public static void Enter(ExecutionContext? context)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            ExecutionContext.RestoreFlow();
        }

        if ((context ?? s_default) is { } next && !ReferenceEquals(ExecutionContext.Capture(), next))
        {
            ExecutionContext.Restore(next);
        }
    }

    // There is no public way to ask for it but from a new thread, which may not be had, and which the caller's pending interrupt would keep it from waiting
    // for.
    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "Default")]
    private static extern ref ExecutionContext Default(ExecutionContext? type);

    private static ExecutionContext? FindDefault()
    {
        try
        {
            return Default(null);
        }
        catch (MissingFieldException)
        {
            return null;
        }
    }

    /// <summary>A thread's context, its synchronization context with it, to be given back.</summary>
    public readonly struct Kept(ExecutionContext context, bool isSuppressed, SynchronizationContext? synchronization)
    {
        /// <summary>What of it flows to forks; null for the default one.</summary>
        public ExecutionContext? Flowing => isSuppressed || ReferenceEquals(context, s_default) ? null : context;

        /// <summary>The thread has this context again, whatever ran on it since.</summary>
        public void GiveBack()
        {
            if (ExecutionContext.IsFlowSuppressed())
            {
                ExecutionContext.RestoreFlow();
            }

            if (!ReferenceEquals(ExecutionContext.Capture(), context))
            {
                ExecutionContext.Restore(context);
            }

            if (isSuppressed)
            {
                ExecutionContext.SuppressFlow();
            }

            if (SynchronizationContext.Current != synchronization)
            {
                SynchronizationContext.SetSynchronizationContext(synchronization);
            }
        }
    }
}
