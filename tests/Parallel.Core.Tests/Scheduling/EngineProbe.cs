using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling;

/// <summary>Uses the shared scheduler in a process of its own, since the number of processors is read once, at the start.</summary>
internal static class EngineProbe
{
    private const string Switch = "PARALLEL_CORE_TESTS_ENGINE_PROBE";

    /// <summary>Runs this assembly as a program with so many processors, and returns what the probe printed: name, equals sign, value.</summary>
    public static IReadOnlyDictionary<string, string> Run(int processors)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(EngineProbe).Assembly.Location]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[Switch] = "1";
        start.Environment["DOTNET_PROCESSOR_COUNT"] = $"{processors}";
        using Process process = Process.Start(start)!;
        Task<string> reading = process.StandardOutput.ReadToEndAsync();
        if (!reading.Wait(30_000))
        {
            process.Kill();
            throw new TimeoutException("The probe hangs.");
        }

        process.WaitForExit();
        string output = reading.Result;
        return output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The entry point of a test assembly is generated and empty: this is the only way in.")]
    internal static void Answer()
    {
        // Other threads can't run this module's code before its initializer has ended, so the answers wait until the empty program is over.
        if (Environment.GetEnvironmentVariable(Switch) is not null)
            AppDomain.CurrentDomain.ProcessExit += static (_, _) => Print();
    }

    private static void Print()
    {
        WorkStealingScheduler shared = WorkStealingScheduler.Shared;
        Console.WriteLine($"Workers={shared.Workers}");
        int count = 0;
        ParallelRange.Run(0, 10_000, _ => Interlocked.Increment(ref count));
        Console.WriteLine($"Loop={count}");
        count = 0;
        ParallelRange.Run(0, 100, 1, _ => ParallelRange.Run(0, 100, 1, _ => Interlocked.Increment(ref count)));
        Console.WriteLine($"Nested={count}");
        Console.WriteLine($"Fork={Fibonacci(18)}");
        count = 0;
        ForkJoin.Scope(scope =>
        {
            for (int i = 0; i < 1_000; i++)
                scope.Spawn(() => Interlocked.Increment(ref count));
        });
        Console.WriteLine($"Scope={count}");
        Console.WriteLine($"Task={Task.Factory.StartNew(() => 7, CancellationToken.None, TaskCreationOptions.None, shared.AsTaskScheduler()).Result}");
    }

    private static long Fibonacci(int n)
    {
        if (n < 2)
            return n;
        (long left, long right) = ForkJoin.Invoke(n - 1, n - 2, static k => Fibonacci(k));
        return left + right;
    }
}
