namespace ParallelCore.Gallery.Patterns.FalseSharing;

/// <summary>Adds up several series, each into a place of its own.</summary>
internal static partial class Sums
{
    public static long Sequential(int parts, int each)
    {
        long[] sums = new long[parts];
        for (int part = 0; part < parts; part++)
            AddUp(ref sums[part], each);
        return sums.Sum();
    }

    /// <summary>In memory at every step, as a field of an object often is.</summary>
    private static void AddUp(ref long sum, int each)
    {
        for (int i = 0; i < each; i++)
            Volatile.Write(ref sum, sum + i);
    }
}
