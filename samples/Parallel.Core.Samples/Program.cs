using System.CommandLine;
using ParallelCore;
using ParallelCore.Samples;
using ParallelCore.Samples.FalseSharing;
using ParallelCore.Samples.ImageHistogram;
using ParallelCore.Samples.LostUpdates;
using ParallelCore.Samples.OppositeLocks;
using ParallelCore.Samples.OptionPricing;
using ParallelCore.Samples.Primes;
using ParallelCore.Samples.ProducerConsumer;
using ParallelCore.Samples.Quicksort;
using ParallelCore.Samples.SharedDictionary;
using ParallelCore.Samples.TopN;
using ParallelCore.Samples.TreeSum;
using ParallelCore.Samples.UnsafeLibrary;
using ParallelCore.Samples.WordFrequencies;
using Spectre.Console;

ISample[] samples =
[
    new PrimesSample(),
    new QuicksortSample(),
    new TreeSumSample(),
    new ImageHistogramSample(),
    new WordFrequenciesSample(),
    new OptionPricingSample(),
    new TopNSample(),
    new LostUpdatesSample(),
    new FalseSharingSample(),
    new SharedDictionarySample(),
    new ProducerConsumerSample(),
    new UnsafeLibrarySample(),
    new OppositeLocksSample(),
];

var names = new Argument<string[]>("sample")
{
    Description = "Which to run; all of them when none is named.",
    Arity = ArgumentArity.ZeroOrMore,
};
names.AcceptOnlyFromAmong([.. samples.Select(sample => sample.Name)]);
var quick = new Option<bool>("--quick") { Description = "Small sizes: are the results right? The times mean little." };

var command = new RootCommand("Loops and recursions on one core, and on all of them. Every result is checked: a wrong one makes the exit code 1.") { names, quick };
command.SetAction(arguments => RunSamples(arguments.GetValue(names) ?? [], arguments.GetValue(quick)));
return command.Parse(args).Invoke();

int RunSamples(string[] chosen, bool isQuick)
{
    AnsiConsole.Write(new Panel(new Text(ParallelEnvironment.Explain())) { Header = new PanelHeader("This process") });

    bool allRight = true;
    try
    {
        foreach (ISample sample in samples.Where(sample => chosen.Length == 0 || chosen.Contains(sample.Name)))
        {
            AnsiConsole.WriteLine();
            AnsiConsole.Write(new Rule($"[bold]{sample.Name}[/]: {sample.Question.EscapeMarkup()}") { Justification = Justify.Left });
            allRight &= sample.Run(isQuick);
        }
    }
    catch (OperationCanceledException)
    {
        return 130; // what a shell expects of a program that Ctrl+C ended
    }

    AnsiConsole.MarkupLine(allRight ? "[green]All results are right.[/]" : "[red]A result is wrong.[/]");
    return allRight ? 0 : 1;
}
