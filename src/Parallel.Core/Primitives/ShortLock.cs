namespace ParallelCore.Primitives;

/// <summary>Mutual exclusion for a few instructions. Unlike a monitor it can't be left by <see cref="Thread.Interrupt"/>, which would break the caller's
/// bookkeeping.</summary>
internal struct ShortLock
{
    private const int Pauses = 10;

    private int _held;

    public void Enter()
    {
        while (Interlocked.Exchange(ref _held, 1) != 0)
        {
            Pause();
        }
    }

    public void Exit() => Volatile.Write(ref _held, 0);

    /// <summary>Lets a few instructions of somebody else's pass.</summary>
    public static void Pause()
    {
        Thread.SpinWait(Pauses);
        Thread.Yield();
    }
}
