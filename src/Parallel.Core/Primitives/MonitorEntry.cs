using System.Runtime.CompilerServices;

namespace ParallelCore.Primitives;

/// <summary>Enters monitors that may be held for long: a worker that is about to sleep in one tells its scheduler.</summary>
internal static class MonitorEntry
{
    private const int Pause = 128;

    /// <summary>Before a worker counts as gone, it looks again a few times: most sections are over by then.</summary>
    private static readonly int s_pauses = Environment.ProcessorCount > 1 ? 3 : 0;

    /// <summary>As <see cref="Monitor.Enter(object)"/>.</summary>
    public static void Enter(object monitor)
    {
        if (!Monitor.TryEnter(monitor))
        {
            TryWait(monitor, Timeout.Infinite);
        }
    }

    /// <summary>As <see cref="Monitor.TryEnter(object, int)"/>.</summary>
    public static bool TryEnter(object monitor, int milliseconds) => Monitor.TryEnter(monitor) || (milliseconds != 0 && TryWait(monitor, milliseconds));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryWait(object monitor, int milliseconds)
    {
        if (CurrentWorker.Value is null)
        {
            return Monitor.TryEnter(monitor, milliseconds);
        }

        for (int i = 0; i < s_pauses; i++)
        {
            Thread.SpinWait(Pause);
            if (Monitor.TryEnter(monitor))
            {
                return true;
            }
        }

        using BlockedWait wait = BlockedWait.Begin();
        return Monitor.TryEnter(monitor, milliseconds);
    }
}
