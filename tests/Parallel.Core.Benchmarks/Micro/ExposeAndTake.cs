using BenchmarkDotNet.Attributes;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.Benchmarks.Micro;

/// <summary>What it costs to offer a fork to others, and to take it or take it back, on one thread.</summary>
public class ExposeAndTake
{
    private const int Frame = 1;
    private ExposedSlot<AtomicCell> _slot;
    private long _task;

    [Benchmark(Baseline = true)]
    public bool ExposeThenReclaim()
    {
        _slot.Expose(++_task, Frame);
        return _slot.TryReclaim(_task, Frame);
    }

    [Benchmark]
    public int ExposeThenTake()
    {
        _slot.Expose(++_task, Frame);
        _slot.TryTake(out int index);
        return index;
    }
}
