using ParallelCore.Gallery.Running;
using Spectre.Console;

namespace ParallelCore.Gallery.Uses.WordFrequencies;

internal sealed class WordFrequenciesSample : ISample
{
    private const int Shown = 5;

    public string Name => "word-frequencies";

    public string Teaches => "counting by a key: a table for each worker, merged once";

    public ITrial Prepare(Scale scale)
    {
        int words = scale.Pick(100_000, 4_000_000, 40_000_000);
        string text = TextOfWords.Make(words);
        Dictionary<string, int> expected = Frequencies.Sequential(text);
        return new Trial<Dictionary<string, int>>($"Words in a text of {text.Length:N0} characters", Mistake)
            .Sequential("one dictionary, views of the text", () => Frequencies.Sequential(text))
            .NaiveAndSlow("PLINQ, Split and GroupBy", () => Frequencies.SplitAndGroup(text))
            .Ours("a dictionary for each worker", () => Frequencies.InParallel(text))
            .Twin("Parallel.For with a local", () => Frequencies.ByParallelFor(text))
            .Also("Lines().SelectMany().CountBy()", () => Frequencies.InOneExpression(text))
            .LimitedBy("the text and the tables pass through memory that all cores share: two copies of the sequential form at once, with nothing else in common, slow each other down as well.")
            .Showing((console, _) =>
            {
                foreach ((string word, int count) in expected.OrderByDescending(static pair => pair.Value).Take(Shown))
                    console.WriteLine($"{word}: {count:N0} times");
            });

        // The words that were written are known; which ones, the sequential form says.
        string? Mistake(Dictionary<string, int> found)
        {
            long total = found.Values.Sum(static count => (long)count);
            return total != words ? $"{total:N0} words instead of {words:N0}"
                : found.Count == expected.Count && expected.All(pair => found.GetValueOrDefault(pair.Key) == pair.Value) ? null : "other counts";
        }
    }
}
