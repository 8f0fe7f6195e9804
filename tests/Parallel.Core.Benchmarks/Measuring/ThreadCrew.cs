namespace ParallelCore.Benchmarks.Measuring;

/// <summary>Threads that live as long as the benchmark and do the same thing at once, again and again.</summary>
internal sealed class ThreadCrew : IDisposable
{
    private readonly Barrier _edge;
    private readonly Thread[] _threads;
    private volatile Action<int>? _work;

    public ThreadCrew(int threads)
    {
        _edge = new Barrier(threads + 1);
        _threads = [.. Enumerable.Range(0, threads).Select(i => new Thread(() => Loop(i)) { IsBackground = true, Name = $"crew {i}" })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>Runs the work once on each thread, which is told its number, and waits for all.</summary>
    public void Run(Action<int> work)
    {
        _work = work;
        _edge.SignalAndWait();
        _edge.SignalAndWait();
    }

    public void Dispose()
    {
        _work = null;
        _edge.SignalAndWait();
        Array.ForEach(_threads, thread => thread.Join());
        _edge.Dispose();
    }

    private void Loop(int number)
    {
        while (true)
        {
            _edge.SignalAndWait();
            if (_work is not { } work)
            {
                return;
            }

            work(number);
            _edge.SignalAndWait();
        }
    }
}
