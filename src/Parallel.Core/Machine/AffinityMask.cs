using System.ComponentModel;
using System.Diagnostics;
using System.Numerics;

namespace ParallelCore.Machine;

/// <summary>The processors that the scheduler of the operating system lets this process run on.</summary>
internal static class AffinityMask
{
    private const string LinuxField = "Cpus_allowed_list:";

    /// <summary>Their number, or null where the platform has no such limit or doesn't tell.</summary>
    public static int? Count()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsAndroid())
        {
            return CountLinux(rootDirectory: "/");
        }

        if (!OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            using var process = Process.GetCurrentProcess();
            int bits = BitOperations.PopCount((nuint)process.ProcessorAffinity);
            return bits > 0 ? bits : null; // 0: the process spans processor groups
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The same from Linux's files below a directory. The mask may name processors that the machine lacks: those don't count.</summary>
    internal static int? CountLinux(string rootDirectory)
    {
        string? status = TextFile.TryRead(rootDirectory, "proc/self/status");
        string? line = status?.Split('\n').FirstOrDefault(text => text.StartsWith(LinuxField, StringComparison.Ordinal));
        return CpuList.CountCommon(line?[LinuxField.Length..], TextFile.TryRead(rootDirectory, MachineProcessors.LinuxOnline));
    }
}
