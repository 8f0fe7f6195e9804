using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime;

namespace ParallelCore.Machine;

/// <summary>A snapshot of what this process may use. Apart from <see cref="Read"/> everything about it is pure, so tests can invent machines.</summary>
internal sealed record EnvironmentFacts
{
    private const string ProcessorCountVariable = "DOTNET_PROCESSOR_COUNT";
    private const int MaxProcessorCountOverride = 0xFFFF;

    public required int ProcessorCount { get; init; }

    public int? LogicalProcessors { get; init; }

    public int? Affinity { get; init; }

    public double? Quota { get; init; }

    /// <summary>The value of the environment variable when the runtime obeys it.</summary>
    public int? ProcessorCountOverride { get; init; }

    /// <summary>The name of a platform without threads, else null.</summary>
    public string? ThreadlessPlatform { get; init; }

    public bool IsServerGC { get; init; }

    public bool IsConcurrentGC { get; init; }

    public int? GCHeapCount { get; init; }

    public bool IsDynamicCodeCompiled { get; init; }

    /// <summary>Bytes in a SIMD register as the JIT uses it.</summary>
    public int VectorBytes { get; init; }

    public bool IsSingleThreaded => ThreadlessPlatform is not null || ProcessorCount <= 1;

    public int RecommendedWorkers => IsSingleThreaded ? 1 : ProcessorCount;

    /// <summary>The processors that the operating system would let this process use, were there no quota and no override.</summary>
    public int? Reachable => Affinity is { } affinity && LogicalProcessors is { } logical ? Math.Min(affinity, logical) : Affinity ?? LogicalProcessors;

    public EnvironmentLimit Limit
    {
        get
        {
            if (ThreadlessPlatform is not null)
            {
                return EnvironmentLimit.Platform;
            }

            if (ProcessorCountOverride == ProcessorCount)
            {
                return EnvironmentLimit.Override;
            }

            if (Quota is { } quota && Math.Ceiling(quota) == ProcessorCount && !(Reachable <= ProcessorCount))
            {
                return EnvironmentLimit.Quota;
            }

            if (Affinity == ProcessorCount && LogicalProcessors > ProcessorCount)
            {
                return EnvironmentLimit.Affinity;
            }

            return LogicalProcessors == ProcessorCount ? EnvironmentLimit.Machine : EnvironmentLimit.Unknown;
        }
    }

    public static EnvironmentFacts Read() => new()
    {
        ProcessorCount = Environment.ProcessorCount,
        LogicalProcessors = MachineProcessors.Count(),
        Affinity = AffinityMask.Count(),
        Quota = OperatingSystem.IsLinux() || OperatingSystem.IsAndroid() ? ContainerLimits.ReadCpuQuota("/") : null,
        ProcessorCountOverride = ParseOverride(Environment.GetEnvironmentVariable(ProcessorCountVariable)),
        ThreadlessPlatform = ReadThreadlessPlatform(),
        IsServerGC = GCSettings.IsServerGC,
        IsConcurrentGC = GCSettings.LatencyMode != GCLatencyMode.Batch,
        GCHeapCount = ReadHeapCount(),
        IsDynamicCodeCompiled = JitInfo.GetCompiledMethodCount() > 0, // an app may say that it has no dynamic code, and be compiled at run time all the same
        VectorBytes = Vector<byte>.Count,
    };

    /// <summary>The runtime takes 1 to 65535, decimal, and ignores anything else.</summary>
    internal static int? ParseOverride(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= MaxProcessorCountOverride ? count : null;

    /// <summary>A browser or WASI without threads. With threads a browser reports its processors.</summary>
    internal static string? ReadThreadlessPlatform()
    {
        if (OperatingSystem.IsWasi())
        {
            return "WASI";
        }

        return OperatingSystem.IsBrowser() && Environment.ProcessorCount == 1 ? "The browser" : null;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Facts that a runtime won't tell are unknown; asking must not fail.")]
    private static int? ReadHeapCount()
    {
        try
        {
            return GC.GetConfigurationVariables().TryGetValue("HeapCount", out object? value) && value is long count and > 0 and <= int.MaxValue ? (int)count : null;
        }
        catch (Exception)
        {
            return null;
        }
    }
}
