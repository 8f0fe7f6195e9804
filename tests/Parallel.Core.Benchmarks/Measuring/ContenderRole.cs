namespace ParallelCore.Benchmarks.Measuring;

/// <summary>What a contender stands for in a race.</summary>
internal enum ContenderRole
{
    /// <summary>The loop or recursion that the user had.</summary>
    Sequential,

    /// <summary>A form of this library.</summary>
    Ours,

    /// <summary>Another library of the same process.</summary>
    Peer,
}
