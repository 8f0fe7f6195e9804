using BenchmarkDotNet.Attributes;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.Benchmarks.Micro;

/// <summary>What it costs to offer a fork to others, and to take it or take it back, on one thread.</summary>
public class PublishAndTake
{
    private ForkStack<AtomicCell> _stack;

    [Benchmark(Baseline = true)]
    public bool PushThenPop()
    {
        _stack.Push(0);
        return _stack.TryPop(0);
    }

    [Benchmark]
    public bool PublishThenPop()
    {
        _stack.Push(0);
        _stack.Publish(all: true);
        return _stack.TryPop(0);
    }

    [Benchmark]
    public bool PublishThenTake()
    {
        _stack.Push(0);
        _stack.Publish(all: true);
        bool taken = _stack.TryPeek(out long head, out _) && _stack.TryTake(head);
        _stack.Retire(0);
        return taken;
    }
}
