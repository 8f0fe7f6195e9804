namespace ParallelCore.Tests.Loops;

/// <summary>Lists as locals: each has what one participant was given.</summary>
internal static class ListLocals
{
    public static List<int> Made(ref int inits)
    {
        Interlocked.Increment(ref inits);
        return [];
    }

    public static List<int> Added(List<int> local, int item)
    {
        local.Add(item);
        return local;
    }
}
