using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>Runs what can be tried only once in a process, or may end it, in a process of its own.</summary>
internal static class FaultProbe
{
    /// <summary>How the process ended: its exit code, or that it hung.</summary>
    public const string End = "End";

    private const string Switch = "PARALLEL_CORE_TESTS_FAULT_PROBE";
    private const int Patience = 60_000;

    /// <summary>Runs this assembly as a program, and returns what the trial printed: name, equals sign, value; and <see cref="End"/>.</summary>
    public static Dictionary<string, string> Run(string trial, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(FaultProbe).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment[Switch] = trial;
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        bool hasEnded = process.WaitForExit(Patience);
        if (!hasEnded)
            process.Kill();
        Dictionary<string, string> answers = output.Result.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        answers[End] = hasEnded ? $"{process.ExitCode} {errors.Result}".TrimEnd() : "hung";
        return answers;
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The entry point of a test assembly is generated and empty: this is the only way in.")]
    internal static void Answer()
    {
        // Other threads can't run this module's code before its initializer has ended, so the trial waits until the empty program is over.
        if (Environment.GetEnvironmentVariable(Switch) is { } trial)
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Try(trial);
    }

    private static void Try(string trial)
    {
        string[] words = trial.Split('/');
        if (words[0] == FirstCallTrial.Name)
            FirstCallTrial.Run(words[1], words[2]);
        else
            FullMemoryTrial.Run(words[1]);
    }
}
