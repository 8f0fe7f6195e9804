using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Patterns.SharedDictionary;

internal sealed class SharedDictionarySample : ISample
{
    public string Name => "shared-dictionary";

    public string Teaches => "one table for all workers: look up and store in one step";

    public ITrial Prepare(Scale scale)
    {
        string[] words = WordCount.Text(scale.Pick(100_000, 2_000_000, 20_000_000));
        IReadOnlyDictionary<string, int> expected = WordCount.Sequential(words);
        return new Trial<IReadOnlyDictionary<string, int>>($"Words in a text of {words.Length:N0}", Mistake)
            .Sequential("a Dictionary", () => WordCount.Sequential(words))
            .NaiveAndWrong("a Dictionary for all", () => WordCount.PlainDictionary(words))
            .NaiveAndWrong("look up, then store, each locked", () => WordCount.CheckThenAct(words))
            .Ours("SynchronizedDictionary.AddOrUpdate", () => WordCount.OneStep(words))
            .Also("a table for each worker, merged", () => WordCount.Merged(words))
            .LimitedBy("all workers write to one table at every word, and half of the words are the same few: a table for each worker is the fast form.");

        string? Mistake(IReadOnlyDictionary<string, int> found)
        {
            int total = found.Values.Sum();
            return total != words.Length ? $"{total:N0} words instead of {words.Length:N0}"
                : expected.All(pair => found.GetValueOrDefault(pair.Key) == pair.Value) ? null : "other counts";
        }
    }
}
