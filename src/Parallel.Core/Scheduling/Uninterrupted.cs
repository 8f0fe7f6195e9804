namespace ParallelCore.Scheduling;

/// <summary>Starts and joins threads also while the calling thread's interrupt is pending, and leaves that for the caller's next wait of its own.</summary>
internal static class Uninterrupted
{
    public static void Start(Thread thread)
    {
        bool wasInterrupted = false;
        while ((thread.ThreadState & ThreadState.Unstarted) != 0)
        {
            try
            {
                thread.UnsafeStart();
            }
            catch (ThreadInterruptedException)
            {
                wasInterrupted = true;
            }
        }

        Restore(wasInterrupted);
    }

    public static void Join(Thread? thread)
    {
        bool wasInterrupted = false;
        bool hasEnded = thread is null;
        while (!hasEnded)
        {
            try
            {
                thread!.Join();
                hasEnded = true;
            }
            catch (ThreadInterruptedException)
            {
                wasInterrupted = true;
            }
        }

        Restore(wasInterrupted);
    }

    private static void Restore(bool wasInterrupted)
    {
        if (wasInterrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }
}
