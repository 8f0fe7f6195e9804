using System.Runtime.InteropServices;

namespace ParallelCore.Machine;

/// <summary>The logical processors that the machine has online, whatever this process may use of them.</summary>
internal static partial class MachineProcessors
{
    internal const string LinuxOnline = "sys/devices/system/cpu/online";

    private const ushort AllProcessorGroups = 0xFFFF;
    private const int DarwinProcessorsOnline = 58; // _SC_NPROCESSORS_ONLN of macOS and iOS

    /// <summary>Their number, or null where the platform doesn't tell.</summary>
    public static int? Count()
    {
        try
        {
            if (OperatingSystem.IsLinux() || OperatingSystem.IsAndroid())
            {
                return CpuList.Count(TextFile.TryRead("/", LinuxOnline));
            }

            if (OperatingSystem.IsWindows())
            {
                return Positive(GetActiveProcessorCount(AllProcessorGroups));
            }

            if (OperatingSystem.IsMacOS())
            {
                return Positive(SystemConfiguration(DarwinProcessorsOnline));
            }
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // A platform without these calls.
        }
        return null;
    }

    private static int? Positive(nint count) => count is > 0 and <= int.MaxValue ? (int)count : null;

    [LibraryImport("kernel32")]
    private static partial int GetActiveProcessorCount(ushort group);

    [LibraryImport("libc", EntryPoint = "sysconf")]
    private static partial nint SystemConfiguration(int name);
}
