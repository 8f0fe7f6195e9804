namespace ParallelCore.Gallery.Patterns.ResultsInOrder;

/// <summary>Collects those numbers below a limit that pass a test, in order.</summary>
internal static partial class Collecting
{
    public static int[] Sequential(int limit)
    {
        var found = new List<int>();
        for (int n = 0; n < limit; n++)
        {
            if (IsWanted(n))
                found.Add(n);
        }

        return [.. found];
    }

    /// <summary>Some tens of nanoseconds of mixing; one number in eight passes.</summary>
    private static bool IsWanted(int n)
    {
        uint mixed = (uint)n + 1;
        for (int i = 0; i < 16; i++)
            mixed = (mixed ^ (mixed >> 15)) * 0x2C1B3C6D;
        return mixed >> 29 == 0;
    }
}
