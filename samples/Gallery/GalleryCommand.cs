using System.CommandLine;
using ParallelCore.Gallery.Running;
using ParallelCore.Gallery.Showing;
using Spectre.Console;

namespace ParallelCore.Gallery;

/// <summary>Does what was typed. Exit codes: 0 when every result is right that has to be, 1 when one is wrong or nothing could be made of the words, 130 when Ctrl+C ended it, as a shell expects.</summary>
internal sealed class GalleryCommand(IAnsiConsole console, IReadOnlyList<ISample> samples, CancellationToken cancellationToken)
{
    private const string All = "all";
    private const int Right = 0;
    private const int Wrong = 1;
    private const int Interrupted = 130;

    /// <param name="args">The words after the program's name.</param>
    /// <param name="error">Hears what is wrong with them; null for the process's standard error.</param>
    public int Run(string[] args, TextWriter? error = null)
    {
        var names = new Argument<string[]>("sample")
        {
            Description = $"Which to run, or '{All}'; without a name, all are listed.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        names.AcceptOnlyFromAmong([All, .. samples.Select(static sample => sample.Name)]);
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
        return command.Parse(args).Invoke(new InvocationConfiguration { Output = console.Profile.Out.Writer, Error = error ?? Console.Error });
    }

    private int Run(string[] chosen, Scale scale, string outputFolder)
    {
        if (chosen.Length == 0)
        {
            SampleList.Write(console, samples);
            return Right;
        }

        try
        {
            bool allRight = chosen.Contains(All)
                ? new AllSamples(console, scale, cancellationToken).Run(samples)
                : RunEach(new OneSample(console, scale, outputFolder, cancellationToken), chosen);
            console.MarkupLine(allRight ? "[green]All results are right.[/]" : "[red]A result is wrong.[/]");
            return allRight ? Right : Wrong;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.MarkupLine("[yellow]Interrupted.[/]");
            return Interrupted;
        }
    }

    private bool RunEach(OneSample runner, string[] chosen)
    {
        bool allRight = true;
        foreach (ISample sample in samples.Where(sample => chosen.Contains(sample.Name)))
            allRight &= runner.Run(sample);
        return allRight;
    }
}
