namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Places in the source that call a loop, each with a lambda of its own, to be used once: the first call of a body can't be repeated.</summary>
internal static class CoarseSites
{
    public static readonly Action<Action, int>[] Two =
    [
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
    ];

    public static readonly Action<Action, int>[] Three =
    [
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
        static (iteration, n) => ParallelRange.Run(0, n, _ => iteration()),
    ];
}
