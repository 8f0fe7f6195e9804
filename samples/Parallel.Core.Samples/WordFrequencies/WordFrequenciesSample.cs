using Spectre.Console;

namespace ParallelCore.Samples.WordFrequencies;

/// <summary>The words of a large text by frequency: lines, words and counts in one chain.</summary>
internal sealed class WordFrequenciesSample : ISample
{
    private const int Shown = 5;

    public string Name => "word-frequencies";

    public string Question => "how do I count things by a key, in parallel and in one expression?";

    public bool Run(bool isQuick)
    {
        string text = TextOfWords.Make(isQuick ? 100_000 : 4_000_000);
        long expected = Frequencies.Sequential(text);
        var comparison = new Comparison(FormattableString.Invariant($"Words in a text of {text.Length:N0} characters"), isQuick ? 1 : 5, found => found == expected);
        comparison.Add("sequential", () => Frequencies.Sequential(text));
        comparison.Add("PLINQ, Split and GroupBy", () => Frequencies.Plinq(text));
        comparison.Add("Lines().SelectMany().CountBy()", () => Frequencies.Fluent(text));
        bool isRight = comparison.Run();
        foreach ((ReadOnlyMemory<char> word, int count) in Frequencies.MostFrequent(text, Shown))
            AnsiConsole.WriteLine(FormattableString.Invariant($"{word}: {count:N0} times"));
        return isRight;
    }
}
