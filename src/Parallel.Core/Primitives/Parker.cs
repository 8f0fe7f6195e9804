namespace ParallelCore.Primitives;

/// <summary>The platform's cheapest way for one thread to sleep until another one wakes it.</summary>
/// <remarks>
/// Waking through the kernel's address-wait call costs the waker half of what an event or a monitor costs, and the sleeper
/// runs several times sooner.
/// </remarks>
internal abstract class Parker : IParker
{
    public static Parker Create()
    {
        if (OperatingSystem.IsLinux() && FutexParker.IsAvailable)
        {
            return new FutexParker();
        }

        return OperatingSystem.IsWindows() ? new WaitOnAddressParker() : new MonitorParker();
    }

    public abstract void Park();

    public abstract void ParkFor(int microseconds);

    public abstract void Unpark();
}
