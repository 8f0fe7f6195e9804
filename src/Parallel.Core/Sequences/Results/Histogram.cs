using ParallelCore.Collections;

namespace ParallelCore.Sequences;

/// <summary>Counts by bin. Counts are exact, so that it doesn't matter who counts what.</summary>
internal static class Binned
{
    public static long[] Count<T>(Stage<T> source, Execution execution, int bins, Func<T, int> binSelector)
    {
        execution.Mix(binSelector);
        using var counts = new WorkerLocal<long[]>(() => new long[bins]);
        new ForEachPass<T>(source, execution, new LocalForEachSink<T, long[]>(counts, (item, own) => own[binSelector(item)]++)).Run();
        var total = new long[bins];
        foreach (long[] own in counts.Values)
        {
            for (int bin = 0; bin < bins; bin++)
            {
                total[bin] += own[bin];
            }
        }

        return total;
    }
}
