using System.Runtime.InteropServices;

namespace ParallelCore.Primitives;

/// <summary>Lets the calling thread's time-outs end when they should. Linux lets those of ordinary threads slip by fifty microseconds; elsewhere there is
/// nothing to do.</summary>
internal static partial class TimerSlack
{
    private const int SetTimerSlack = 29;

    public static void Sharpen()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                _ = Control(SetTimerSlack, 1000, 0, 0, 0);
            }
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Then they slip.
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nint argument2, nint argument3, nint argument4, nint argument5);
}
