namespace ParallelCore.Primitives;

/// <summary>Whether the current thread runs work of a scheduler, for layers that know no scheduler.</summary>
internal static class CurrentWorker
{
    /// <summary>The scheduler's own object for the worker that the current thread is; null outside.</summary>
    [ThreadStatic]
    public static IBlockable? Value;
}
