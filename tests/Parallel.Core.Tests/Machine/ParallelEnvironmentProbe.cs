using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ParallelCore.Tests.Machine;

/// <summary>Asks <see cref="ParallelEnvironment"/> in a process of its own, since a runtime reads its environment variables once, at the start.</summary>
internal static class ParallelEnvironmentProbe
{
    private const string Switch = "PARALLEL_CORE_TESTS_PROBE";

    /// <summary>Runs this assembly as a program, with variables of its own, and returns what the probe printed: name, equals sign, value.</summary>
    public static IReadOnlyDictionary<string, string> Run(params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(DotnetHost(), ["exec", typeof(ParallelEnvironmentProbe).Assembly.Location]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment.Remove("DOTNET_PROCESSOR_COUNT");
        start.Environment.Remove("DOTNET_gcServer");
        start.Environment[Switch] = "1";
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The entry point of a test assembly is generated and empty: this is the only way in.")]
    internal static void Answer()
    {
        if (Environment.GetEnvironmentVariable(Switch) is null)
            return;
        Console.WriteLine($"RecommendedWorkers={ParallelEnvironment.RecommendedWorkers}");
        Console.WriteLine($"Explain={ParallelEnvironment.Explain().ReplaceLineEndings("|")}");
        Environment.Exit(0);
    }

    /// <summary>The host that runs the shared framework which this process runs on: DOTNET/shared/Microsoft.NETCore.App/VERSION/assembly.</summary>
    internal static string DotnetHost()
    {
        DirectoryInfo framework = Directory.GetParent(typeof(object).Assembly.Location)!;
        return Path.Combine(framework.Parent!.Parent!.Parent!.FullName, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
    }
}
