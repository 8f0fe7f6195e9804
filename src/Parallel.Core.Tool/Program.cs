using System.CommandLine;
using ParallelCore.Tool;
using Spectre.Console;

var path = new Argument<string>("path") { Description = "A solution, a project, or a folder; this folder if there is none.", DefaultValueFactory = static _ => "." };
var sarif = new Option<string?>("--sarif") { Description = "Also writes what was found to this file, as SARIF 2.1.0." };
var failOn = new Option<FailOn>("--fail-on") { Description = "What makes the exit code 1: nothing, warnings, or advice as well.", DefaultValueFactory = static _ => FailOn.Warning };
var plain = new Option<bool>("--plain") { Description = "Compiles the folder's files together with the framework, without reading projects." };
var audit = new Command("audit", "Looks for races and other mistakes in parallel loops. Changes nothing.") { path, sarif, failOn, plain };

audit.SetAction(async (parsed, cancellationToken) =>
{
    IAnsiConsole console = AnsiConsole.Console;
    if (Console.IsOutputRedirected)
    {
        // A log has no width of its own, and a wrapped line can't be searched.
        console.Profile.Width = 400;
    }

    string target = Path.GetFullPath(parsed.GetValue(path)!);
    if (!File.Exists(target) && !Directory.Exists(target))
    {
        await Console.Error.WriteLineAsync($"There is no '{target}'.");
        return ExitCodes.NotFound;
    }

    AuditResult result = await Audit.RunAsync(target, parsed.GetValue(plain), cancellationToken);
    AuditTable.Write(console, result);
    if (parsed.GetValue(sarif) is { } file)
    {
        Sarif.Write(file, result);
    }

    return ExitCodes.Of(result, parsed.GetValue(failOn));
});

return await new RootCommand("Parallel.Core: tools for parallel loops.") { audit }.Parse(args).InvokeAsync();
