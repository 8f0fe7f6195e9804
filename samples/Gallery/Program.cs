using System.CommandLine;
using System.Globalization;
using ParallelCore.Gallery;
using ParallelCore.Gallery.Running;
using ParallelCore.Gallery.Showing;
using Spectre.Console;

// The same separators everywhere, also on the workers.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

IAnsiConsole console = AnsiConsole.Console;

const string All = "all";
var names = new Argument<string[]>("sample")
{
    Description = $"Which to run, or '{All}'; without a name, all are listed.",
    Arity = ArgumentArity.ZeroOrMore,
};
names.AcceptOnlyFromAmong([All, .. Samples.All.Select(static sample => sample.Name)]);
var quick = new Option<bool>("--quick") { Description = "Small sizes: are the results right?" };
var full = new Option<bool>("--full") { Description = "Large sizes." };
var output = new Option<string>("--output")
{
    Description = "The folder for the pictures that a sample draws when it runs alone.",
    DefaultValueFactory = static _ => Path.Combine(Path.GetTempPath(), "parallel-core-gallery"),
};

var command = new RootCommand("Loops and recursions before and after. Every result is checked: a wrong one makes the exit code 1.") { names, quick, full, output };
command.SetAction(arguments => Run(
    arguments.GetValue(names) ?? [],
    arguments.GetValue(quick) ? Scale.Quick : arguments.GetValue(full) ? Scale.Full : Scale.Usual,
    arguments.GetValue(output)!));
return command.Parse(args).Invoke();

int Run(string[] chosen, Scale scale, string outputFolder)
{
    if (chosen.Length == 0)
    {
        SampleList.Write(console, Samples.All);
        return 0;
    }

    using var interruption = new Interruption();
    try
    {
        bool allRight = chosen.Contains(All)
            ? new AllSamples(console, scale, interruption.Token).Run(Samples.All)
            : RunEach(new OneSample(console, scale, outputFolder, interruption.Token), chosen);
        console.MarkupLine(allRight ? "[green]All results are right.[/]" : "[red]A result is wrong.[/]");
        return allRight ? 0 : 1;
    }
    catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
    {
        console.MarkupLine("[yellow]Interrupted.[/]");
        return 130; // what a shell expects of a program that Ctrl+C ended
    }
}

static bool RunEach(OneSample runner, string[] chosen)
{
    bool allRight = true;
    foreach (ISample sample in Samples.All.Where(sample => chosen.Contains(sample.Name)))
        allRight &= runner.Run(sample);
    return allRight;
}
