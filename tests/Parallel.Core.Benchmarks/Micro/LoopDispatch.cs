using BenchmarkDotNet.Attributes;
using ParallelCore.Benchmarks.Workloads;

namespace ParallelCore.Benchmarks.Micro;

/// <summary>What it costs to begin and end a loop of two chunks.</summary>
public class LoopDispatch
{
    private static readonly Action<int> s_index = static _ => { };
    private static readonly Action<int, int> s_chunk = static (_, _) => { };
    private static readonly Action<int, int, object> s_stateful = static (_, _, _) => { };
    private static readonly object s_state = new();

    [Benchmark(Baseline = true)]
    public void PerIndexAuto() => ParallelRange.Run(0, 2, s_index);

    [Benchmark]
    public void PerIndex() => ParallelRange.Run(0, 2, 1, s_index);

    [Benchmark]
    public void PerChunk() => ParallelRange.Run(0, 2, 1, s_chunk);

    [Benchmark]
    public void WithState() => ParallelRange.Run(0, 2, 1, s_state, s_stateful);

    [Benchmark]
    public void Struct() => ParallelRange.Run(0, 2, 1, default(NoRange));

    [Benchmark]
    public void RuntimeFor() => Parallel.For(0, 2, s_index);
}
