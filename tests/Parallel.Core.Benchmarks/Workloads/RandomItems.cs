namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Numbers that are the same in every run.</summary>
internal static class RandomItems
{
    /// <summary>The generator that the native peers use for what they sort.</summary>
    public static int[] Ints(int length)
    {
        int[] items = new int[length];
        ulong state = 42;
        for (int i = 0; i < length; i++)
        {
            state = unchecked((state * 6364136223846793005) + 1442695040888963407);
            items[i] = (int)(state >> 33);
        }

        return items;
    }

    /// <summary>Numbers from 0 to so many.</summary>
    public static int[] Below(int limit, int length)
    {
        int[] items = Ints(length);
        for (int i = 0; i < length; i++)
        {
            items[i] = (int)((long)items[i] * limit >> 31);
        }

        return items;
    }
}
