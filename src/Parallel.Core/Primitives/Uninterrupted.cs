namespace ParallelCore.Primitives;

/// <summary>Steps that have to be done once something has changed: an interrupt that finds the thread waiting for a lock in one of them must not undo
/// them.</summary>
internal static class Uninterrupted
{
    /// <summary>Runs a step until it isn't interrupted, and leaves the interrupt to the thread's next wait.</summary>
    /// <param name="state">Is handed to the step.</param>
    /// <param name="step">Can be begun again: it is interrupted on its way into a lock, before it has changed anything that counts.</param>
    public static void Run<TState>(TState state, Action<TState> step)
    {
        bool isInterrupted = false;
        while (true)
        {
            try
            {
                step(state);
                break;
            }
            catch (ThreadInterruptedException)
            {
                isInterrupted = true;
            }
        }

        if (isInterrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    public static void Start(Thread thread) => Run(thread, StartIfUnstarted);

    public static void Join(Thread? thread)
    {
        if (thread is not null)
        {
            Run(thread, WaitForEnd);
        }
    }

    private static void StartIfUnstarted(Thread thread)
    {
        if ((thread.ThreadState & ThreadState.Unstarted) != 0)
        {
            thread.UnsafeStart();
        }
    }

    private static void WaitForEnd(Thread thread) => thread.Join();
}
