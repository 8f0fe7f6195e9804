using System.Runtime.InteropServices;

namespace ParallelCore.Machine;

/// <summary>Keeps a thread that is about to be woken off its waker's processor.</summary>
/// <remarks>
/// Some kernels, on virtual machines above all, pack woken threads onto the processor of their waker to let the others sleep. The two then take turns for
/// milliseconds, and work that was shared is slower than before. Only Linux has this; elsewhere all members do nothing.
/// </remarks>
internal static unsafe partial class ProcessorPlacement
{
    /// <summary>Room for 1,024 processors, the kernel's own default.</summary>
    private const int MaskWords = 16;

    private const int BitsPerWord = 64;

    public static bool IsSupported { get; } = OperatingSystem.IsLinux() && Probe();

    /// <summary>The processor that the calling thread runs on; -1 where that is unknown.</summary>
    public static int Current() => IsSupported ? GetProcessor() : -1;

    /// <summary>The calling thread's number for <see cref="TryKeepOff"/>.</summary>
    public static int CurrentThread() => IsSupported ? GetThread() : 0;

    /// <summary>Reads which processors a thread may use.</summary>
    public static bool TryGetAllowed(int thread, ulong[] allowed)
    {
        fixed (ulong* mask = allowed)
        {
            return GetAffinity(thread, MaskWords * sizeof(ulong), mask) == 0;
        }
    }

    /// <summary>Allows a thread what <paramref name="allowed"/> says except one processor. False when that would leave none.</summary>
    public static bool TryKeepOff(int thread, int processor, ulong[] allowed)
    {
        if (processor < 0 || processor >= MaskWords * BitsPerWord)
        {
            return false;
        }

        ulong* mask = stackalloc ulong[MaskWords];
        var words = new Span<ulong>(mask, MaskWords);
        allowed.CopyTo(words);
        words[processor / BitsPerWord] &= ~(1UL << (processor % BitsPerWord));
        return words.ContainsAnyExcept(0UL) && SetAffinity(thread, MaskWords * sizeof(ulong), mask) == 0;
    }

    /// <summary>Allows the calling thread again all that it was allowed.</summary>
    public static void Restore(ulong[] allowed)
    {
        fixed (ulong* mask = allowed)
        {
            _ = SetAffinity(0, MaskWords * sizeof(ulong), mask);
        }
    }

    public static ulong[] NewMask() => new ulong[MaskWords];

    private static bool Probe()
    {
        try
        {
            ulong* mask = stackalloc ulong[MaskWords];
            return GetProcessor() >= 0 && GetThread() > 0 && GetAffinity(0, MaskWords * sizeof(ulong), mask) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int GetProcessor();

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int GetThread();

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nint size, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint size, ulong* mask);
}
