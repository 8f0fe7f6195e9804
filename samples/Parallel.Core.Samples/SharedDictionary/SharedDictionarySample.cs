namespace ParallelCore.Samples.SharedDictionary;

/// <summary>How often does each word occur? Every worker needs the same table.</summary>
internal sealed class SharedDictionarySample : ISample
{
    public string Name => "shared-dictionary";

    public string Question => "how do several workers use one dictionary?";

    public bool Run(bool isQuick)
    {
        string[] words = WordCount.Text(isQuick ? 100_000 : 2_000_000);
        long expected = WordCount.Fingerprint(WordCount.Sequential(words));
        var comparison = new Comparison(FormattableString.Invariant($"Words in a text of {words.Length:N0}"), isQuick ? 1 : 5, found => found == expected);
        comparison.Add("sequential", () => WordCount.Fingerprint(WordCount.Sequential(words)));
        comparison.AddNaive("a Dictionary, nothing else", () => WordCount.Fingerprint(WordCount.Naive(words)));
        comparison.AddNaive("look up, then store, each step locked", () => WordCount.Fingerprint(WordCount.CheckThenAct(words)));
        comparison.Add("SynchronizedDictionary.AddOrUpdate", () => WordCount.Fingerprint(WordCount.OneStep(words)));
        comparison.Add("a table for each worker, merged", () => WordCount.Fingerprint(WordCount.Merged(words)));
        return comparison.Run();
    }
}
