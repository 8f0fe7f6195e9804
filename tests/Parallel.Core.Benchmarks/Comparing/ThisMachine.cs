using System.Runtime;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ParallelCore.Benchmarks.Comparing;

/// <summary>What the figures depend on.</summary>
internal static class ThisMachine
{
    public static string Describe() =>
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}, "
        + $"{Processor()}, {Environment.ProcessorCount} processors, {(GCSettings.IsServerGC ? "server" : "workstation")} GC "
        + $"({(GCSettings.LatencyMode == GCLatencyMode.Batch ? "not concurrent" : "concurrent")}), {VectorBits()}-bit vectors, {Build()}";

    private static string Processor()
    {
        const string CpuInfo = "/proc/cpuinfo";
        string? line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? "unnamed processor";
    }

    private static int VectorBits() => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static string Build() =>
#if DEBUG
        "DEBUG BUILD: the figures mean nothing";
#else
        "Release";
#endif
}
