namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Every form of loop and fork, with bodies that capture nothing, over <see cref="Spins"/> so that there is something to share.</summary>
internal static class AllocationForms
{
    private static readonly object s_state = new();
    private static readonly RangeOptions s_options = new() { MaxWorkers = 2, Name = "bytes" };

    public static IReadOnlyList<(string Name, Action<int> Run)> All { get; } =
    [
        ("Run(int, Action<int>)", static n => ParallelRange.Run(0, n, static i => Spins.Once(i))),
        ("Run(int, chunk, Action<int>)", static n => ParallelRange.Run(0, n, 16, static i => Spins.Once(i))),
        ("Run(int, chunk, Action<int, int>)", static n => ParallelRange.Run(0, n, 16, static (start, end) => Spins.Range(start, end))),
        ("Run(int, chunk, state)", static n => ParallelRange.Run(0, n, 16, s_state, static (start, end, _) => Spins.Range(start, end))),
        ("Run(int, chunk, struct)", static n => ParallelRange.Run(0, n, 16, default(Spins))),
        ("Run(int, Auto, struct)", static n => ParallelRange.Run(0, n, ChunkPolicy.Auto, default(Spins))),
        ("Run(int, Even, struct)", static n => ParallelRange.Run(0, n, ChunkPolicy.Even, default(Spins))),
        ("Run(int, Guided, struct)", static n => ParallelRange.Run(0, n, ChunkPolicy.Guided(8), default(Spins))),
        ("Run(int, struct, options)", static n => ParallelRange.Run(0, n, ChunkPolicy.Auto, default(Spins), s_options)),
        ("Run(long, Action<long>)", static n => ParallelRange.Run(0L, n, static i => Spins.Once(i))),
        ("Run(long, chunk, Action<long>)", static n => ParallelRange.Run(0L, n, 16, static i => Spins.Once(i))),
        ("Run(long, chunk, Action<long, long>)", static n => ParallelRange.Run(0L, n, 16, static (start, end) => Spins.Range(start, end))),
        ("Run(long, chunk, state)", static n => ParallelRange.Run(0L, n, 16, s_state, static (start, end, _) => Spins.Range(start, end))),
        ("Run(long, chunk, struct)", static n => ParallelRange.Run(0L, n, 16, default(Spins))),
        ("RunUntil(int)", static n => ParallelRange.RunUntil(0, n, static i => Spins.Once(i) == i)),
        ("RunUntil(long)", static n => ParallelRange.RunUntil(0L, n, static i => Spins.Once(i) == i)),
        ("RunTiles(delegate)", static n => ParallelRange.RunTiles(n / 8, 8, 4, 4, static (top, bottom, left, right) => Spins.Tile(top, bottom, left, right))),
        ("RunTiles(struct)", static n => ParallelRange.RunTiles(n / 8, 8, 4, 4, default(Spins))),
        ("ForkJoin.Invoke(Action, Action)", static n => ForkJoin.Invoke(static () => Spins.Range(0, 64), static () => Spins.Range(64, 128))),
        ("ForkJoin.Invoke(Func, Func)", static n => ForkJoin.Invoke(static () => Spins.Once(1), static () => Spins.Once(2))),
        ("ForkJoin.Invoke(states, lambda)", static n => Fib.Lambda(12)),
        ("ForkJoin.Invoke(states, struct)", static n => Fib.Struct(12)),
        ("ForkJoin.Run(context)", static n => ForkJoin.Run<int, int, FibContext>(12, default)),
    ];
}
