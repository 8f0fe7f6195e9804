namespace ParallelCore.Samples.LostUpdates;

/// <summary><c>x += 1</c> from several workers: the oldest race there is.</summary>
internal sealed class LostUpdatesSample : ISample
{
    public string Name => "lost-updates";

    public string Question => "why does my count come out too low?";

    public bool Run(bool isQuick)
    {
        int limit = isQuick ? 500_000 : 5_000_000;
        var comparison = new Comparison(FormattableString.Invariant($"Multiples of 3 below {limit:N0}"), isQuick ? 1 : 5, count => count == Tally.Expected(limit));
        comparison.Add("sequential", () => Tally.Sequential(limit));
        comparison.AddNaive("count++ in a parallel loop", () => Tally.Naive(limit));
        comparison.Add("lock", () => Tally.Locked(limit));
        comparison.Add("AtomicInt64", () => Tally.Atomic(limit));
        comparison.Add("StripedCounter", () => Tally.Striped(limit));
        comparison.Add("a local for each chunk", () => Tally.Local(limit));
        return comparison.Run();
    }
}
