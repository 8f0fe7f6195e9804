using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ParallelCore.Primitives;

/// <summary>Sleeps in Linux's futex call.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe partial class FutexParker : AddressParker
{
    private const int WaitPrivate = 0 | 128;
    private const int WakePrivate = 1 | 128;

    /// <summary>The system call's number on this architecture; zero where we don't know it.</summary>
    private static readonly nint s_callNumber = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 202,
        Architecture.Arm64 => 98,
        _ => 0,
    };

    /// <summary>False where the call is unknown or a sandbox forbids it.</summary>
    public static bool IsAvailable { get; } = Probe();

    protected override void WaitWhileEqual(int* address, int value, int microseconds)
    {
        TimeSpec timeout = new(microseconds / 1_000_000, microseconds % 1_000_000 * 1000);
        Call(s_callNumber, address, WaitPrivate, value, microseconds == Forever ? 0 : (nint)(&timeout), 0, 0);
    }

    protected override void WakeOne(int* address) => Call(s_callNumber, address, WakePrivate, 1, 0, 0, 0);

    private static bool Probe()
    {
        if (s_callNumber == 0)
        {
            return false;
        }

        try
        {
            int nobodyWaits = 0;
            return Call(s_callNumber, &nobodyWaits, WakePrivate, 1, 0, 0, 0) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>The kernel's structure on 64-bit architectures, the only ones that this parker serves.</summary>
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, int* address, nint operation, nint value, nint timeout, nint address2, nint value3);
}
