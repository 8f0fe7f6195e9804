namespace ParallelCore.Gallery.Patterns.LostUpdates;

/// <summary>Counts the multiples of 3 below a limit.</summary>
internal static partial class Tally
{
    public static long Sequential(int limit)
    {
        long count = 0;
        for (int i = 0; i < limit; i++)
        {
            if (i % 3 == 0)
                count++;
        }

        return count;
    }
}
