namespace ParallelCore.Gallery.Patterns.LostUpdates;

internal static partial class Tally
{
    /// <summary>Reads, adds and writes. When two workers read the same value, one of the two additions is lost.</summary>
    public static long SharedCount(int limit)
    {
        long count = 0;
        ParallelRange.Run(0, limit, i => { if (i % 3 == 0) count++; });
        return count;
    }
}
