using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ParallelCore.Benchmarks.Micro;

/// <summary><c>micro</c>: the parts one by one, with BenchmarkDotNet; takes its arguments, such as <c>--filter '*Fork*'</c> or <c>--list flat</c>.</summary>
internal static class MicroCommand
{
    private const int MostIterations = 20;

    public static Command Create()
    {
        var rest = new Argument<string[]>("arguments") { Arity = ArgumentArity.ZeroOrMore, Description = "BenchmarkDotNet's, after --, such as -- --filter '*Fork*'; none runs all." };
        var command = new Command("micro", "Micro-benchmarks with BenchmarkDotNet.") { rest };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed => Run([.. parsed.UnmatchedTokens, .. parsed.GetValue(rest) ?? []]));
        return command;
    }

    private static int Run(string[] arguments)
    {
        // In this process: a generated project would inherit this repository's warnings as errors.
        IConfig config = DefaultConfig.Instance
            .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithMaxIterationCount(MostIterations))
            .AddDiagnoser(MemoryDiagnoser.Default);
        BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(arguments.Length == 0 ? ["--filter", "*"] : arguments, config);
        return 0;
    }
}
