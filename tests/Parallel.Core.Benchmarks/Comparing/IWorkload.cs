namespace ParallelCore.Benchmarks.Comparing;

/// <summary>Something to compare.</summary>
internal interface IWorkload
{
    /// <summary>What <c>--only</c> selects it by.</summary>
    string Name { get; }

    void Run(CompareSession session);
}
