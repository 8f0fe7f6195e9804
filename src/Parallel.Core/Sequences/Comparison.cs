namespace ParallelCore.Sequences;

/// <summary>Whether two sequences are equal.</summary>
internal static class Comparison
{
    public static bool AreEqual<T>(Stage<T> first, Stage<T> second, IEqualityComparer<T> comparer, Execution execution)
    {
        var reader = new Reader<T>(second.Indexed(), execution);
        var pass = new FindPass<(T First, T Second)>(
            sink => first.Indexed().Link(new ZipSink<T, T>(sink) { Second = reader }, execution), execution, pair => !comparer.Equals(pair.First, pair.Second), isAnyWanted: true);
        return pass.Length == reader.Length && !pass.Find().Exists;
    }
}
