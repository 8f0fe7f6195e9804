using System.CommandLine;
using ParallelCore.Benchmarks.Charting;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Benchmarks.Workloads;
using Spectre.Console;

namespace ParallelCore.Benchmarks.Comparing;

/// <summary><c>compare</c>: our loops and forks against the plain loop, the runtime's, a toolkit's and native ones.</summary>
internal static class CompareCommand
{
    private const int TableWidth = 200;

    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "A minute or two: smaller workloads, fewer samples, no native figures for workloads that shrink." };
        var only = new Option<string?>("--only") { Description = "Only workloads whose name contains this, or one of several with commas between them: " + string.Join(", ", All().Select(workload => workload.Name)) + "." };
        var peers = new Option<string?>("--peers") { Description = "Native libraries' figures: a file with one JSON object a line." };
        var library = new Option<string?>("--library") { Description = "The Parallel.Core.dll that fresh processes load, for instance the package's ReadyToRun image; otherwise the one that was built with the benchmarks." };
        var json = new Option<string?>("--json") { Description = "Write all figures to this file." };
        var markdown = new Option<string?>("--markdown") { Description = "Write the table for the README to this file." };
        var charts = new Option<string?>("--charts") { Description = "Draw charts into this folder, as SVG and PNG." };
        var from = new Option<string?>("--from") { Description = "With --charts: draw what an earlier run wrote with --json, or the table in a document (.md), and run nothing. With --only: the rows that contain this." };
        var command = new Command("compare", "One table: the plain loop, ours, and everybody else's.") { quick, only, peers, library, json, markdown, charts, from };
        command.Validators.Add(static result =>
        {
            if (result.GetResult("--from") is not null && result.GetResult("--charts") is null)
            {
                result.AddError("--from needs --charts.");
            }
        });
        command.SetAction(parsed => parsed.GetValue(from) is { } saved ? Charts.Draw(SavedRun.Read(saved).With(parsed.GetValue(only)), parsed.GetValue(charts)!) : Run(new CompareOptions(
            parsed.GetValue(quick),
            parsed.GetValue(only),
            parsed.GetValue(peers),
            parsed.GetValue(library),
            parsed.GetValue(json),
            parsed.GetValue(markdown),
            parsed.GetValue(charts))));
        return command;
    }

    private static IWorkload[] All() =>
    [
        new ForkWorkload(),
        new TreeSearchWorkload(),
        new EmptyLoopWorkload(),
        new NeverSlowerWorkload(),
        new CoarseWorkload(),
        .. EfficiencyWorkloads.All,
        new UnevenWorkload(),
        new VirtualCoresWorkload(),
        new MapWorkload(),
        new AmdahlWorkload(),
        new MemoryWorkload(),
        new NestedWorkload(),
        new OutsideThreadsWorkload(),
        new BytesWorkload(),
        new WarmGapsWorkload(),
        new IdleWorkload(),
        new ColdWorkload(),
        new OneWorkerWorkload(),
        new TinyBodyWorkload(),
        new CounterWorkload(),
        new CounterInLoopWorkload(),
        new DictionaryWorkload(),
        new CollectorWorkload(),
        new BufferWorkload(),
        new CountPrimesWorkload(),
        new SumWorkload(),
        new ToArrayWorkload(),
        new GroupWorkload(),
        new SetsWorkload(),
        new EnumerateWorkload(),
        new SortWorkload(),
        new PrefixSumWorkload(),
        new SmallResultsWorkload(),
        new AsyncItemsWorkload(),
        new AsyncWaitsWorkload(),
        new AsyncServerWorkload(),
        new AsyncPipelineWorkload(),
        new AsyncDegreeWorkload(),
        new AsyncPressureWorkload(),
    ];

    private static int Run(CompareOptions options)
    {
        IWorkload[] chosen = [.. All().Where(workload => options.Only is null || options.Only.Split(',').Any(part => workload.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))];
        if (chosen.Length == 0)
        {
            Console.Error.WriteLine($"No workload's name contains '{options.Only}'.");
            return 2;
        }

        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = TableWidth;
        }

        AnsiConsole.WriteLine(ThisMachine.Describe());
        var session = new CompareSession(options.Quick, PeerFigures.Read(options.Peers), options.Library);
        DelegateNeutrality.Establish();
        foreach (IWorkload workload in chosen)
        {
            workload.Run(session);
        }

        Reports.Show(session);
        if (options.Json is { } jsonPath)
        {
            SavedRun.Of(options, session).Write(jsonPath);
        }

        if (options.Charts is { } folder)
        {
            Charts.Draw(SavedRun.Of(options, session), folder);
        }

        if (options.Markdown is { } markdownPath)
        {
            MarkdownReport.Write(markdownPath, options, session);
        }

        return session.Wrong.Count == 0 ? 0 : 1;
    }
}
