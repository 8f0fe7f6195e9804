using System.Globalization;
using System.Text;

namespace ParallelCore.Machine;

/// <summary>Says in words what the facts mean for parallel loops, and what to change.</summary>
internal static class EnvironmentReport
{
    public static string Write(EnvironmentFacts facts)
    {
        var text = new StringBuilder();
        text.AppendLine(Text($"Workers: {facts.RecommendedWorkers} recommended, {Processors(facts.ProcessorCount)} usable."));
        text.AppendLine(Text($"What decides it: {Decides(facts)}"));
        text.AppendLine(Text($"Machine: {Known(facts.LogicalProcessors)} logical processors; affinity {Known(facts.Affinity)}; ")
            + Text($"container quota {Quota(facts)}; DOTNET_PROCESSOR_COUNT {Override(facts)}."));
        text.AppendLine(Text($"Garbage collector: {(facts.IsServerGC ? "server" : "workstation")}, ")
            + Text($"{(facts.IsConcurrentGC ? "concurrent" : "not concurrent")}, heaps: {Known(facts.GCHeapCount)}."));
        text.AppendLine(Text($"Code: {(facts.IsDynamicCodeCompiled ? "compiled at run time" : "compiled ahead of time")}, SIMD registers of {facts.VectorBytes} bytes."));
        text.Append("What to change:");
        int before = text.Length;
        foreach (string advice in Advice(facts))
        {
            text.AppendLine().Append("  - ").Append(advice);
        }

        return text.Append(text.Length == before ? " nothing." : "").ToString();
    }

    private static string Decides(EnvironmentFacts facts) => facts.Limit switch
    {
        EnvironmentLimit.Platform => Text($"{facts.ThreadlessPlatform} has no threads here, so loops run inline on the calling thread."),
        EnvironmentLimit.Override => Text($"DOTNET_PROCESSOR_COUNT={facts.ProcessorCountOverride}, whatever the machine has."),
        EnvironmentLimit.Quota => Text($"the container's quota of {Cpus(facts.Quota)}, rounded up."),
        EnvironmentLimit.Affinity => Text($"the affinity mask, which allows {facts.Affinity} of {facts.LogicalProcessors} logical processors."),
        EnvironmentLimit.Machine => "the machine; nothing restricts this process.",
        _ => "the .NET runtime; the reason is not known on this platform.",
    };

    private static IEnumerable<string> Advice(EnvironmentFacts facts)
    {
        if (facts.Limit == EnvironmentLimit.Platform)
        {
            yield return facts.ThreadlessPlatform == "WASI"
                ? "WASI has no threads: loops give the same results here, without speed-up."
                : "A browser app gets threads with <WasmEnableThreads>true</WasmEnableThreads>; without, loops give the same results without speed-up.";
            yield break;
        }
        if (facts.IsSingleThreaded)
        {
            yield return "One processor: loops run inline on the calling thread, without speed-up. " + facts.Limit switch
            {
                EnvironmentLimit.Override => "Unset DOTNET_PROCESSOR_COUNT, or raise it.",
                EnvironmentLimit.Quota => "Raise the container's CPU limit above 1.",
                EnvironmentLimit.Affinity => "Widen the affinity mask (taskset, cpuset, start /affinity).",
                _ => "Run on a machine with more.",
            };
        }

        if (facts.Quota is { } quota && quota < facts.ProcessorCount)
        {
            yield return Text($"The quota of {Cpus(quota)} is less than {Processors(facts.ProcessorCount)}: ")
                + "expect the kernel to pause all threads when the quota of a period is used up. "
                + Text($"Grant whole CPUs, or set DOTNET_PROCESSOR_COUNT={Math.Max(1, (int)Math.Floor(quota))} for steadier latency.");
        }

        if (facts.Reachable < facts.ProcessorCount)
        {
            yield return Text($"{facts.ProcessorCount} workers would share {Processors(facts.Reachable.Value)}: lower DOTNET_PROCESSOR_COUNT, unless this is a test.");
        }

        if (facts.Limit == EnvironmentLimit.Override && !facts.IsSingleThreaded && facts.ProcessorCount < Attainable(facts))
        {
            yield return Text($"DOTNET_PROCESSOR_COUNT leaves {Attainable(facts) - facts.ProcessorCount} of {Processors(Attainable(facts)!.Value)} unused: ")
                + "unset it to use them.";
        }

        if (!facts.IsServerGC && !facts.IsSingleThreaded)
        {
            yield return "Loops whose bodies allocate scale better with the server garbage collector: "
                + "DOTNET_gcServer=1, or <ServerGarbageCollection>true</ServerGarbageCollection> in the project.";
        }
    }

    /// <summary>What the process could use without the override.</summary>
    private static int? Attainable(EnvironmentFacts facts) =>
        facts.Reachable is { } reachable && facts.Quota is { } quota ? (int)Math.Min(reachable, Math.Ceiling(quota)) : facts.Reachable;

    private static string Processors(int count) => count == 1 ? "1 processor" : Text($"{count} processors");

    private static string Cpus(double? quota) => Text($"{quota:0.##} {(quota == 1 ? "CPU" : "CPUs")}");

    private static string Quota(EnvironmentFacts facts) => facts.Quota is null ? "none" : Cpus(facts.Quota);

    private static string Override(EnvironmentFacts facts) => facts.ProcessorCountOverride is { } count ? Text($"{count}") : "not set";

    private static string Known(int? value) => value is { } number ? Text($"{number}") : "unknown";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
