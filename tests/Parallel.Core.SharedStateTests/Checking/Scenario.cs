namespace ParallelCore.ModelTests.Checking;

/// <summary>Fresh shared state, captured by the bodies of up to four threads, and what must hold when all have finished.</summary>
/// <remarks>The function that builds a scenario runs once an execution. Cells that it touches are written straight to memory.</remarks>
internal sealed class Scenario
{
    private readonly List<KeyValuePair<string, Action>> _threads = [];

    public IReadOnlyList<KeyValuePair<string, Action>> Threads => _threads;

    public Action? Invariant { get; private set; }

    /// <summary>Adds a thread; the name is for the trace.</summary>
    public Scenario Thread(string name, Action body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (_threads.Count == ModelScheduler.MaxThreads)
            throw new InvalidOperationException($"A scenario has at most {ModelScheduler.MaxThreads} threads.");
        _threads.Add(new(name, body));
        return this;
    }

    /// <summary>What to check once every thread has finished and every store buffer is empty.</summary>
    public Scenario Finally(Action invariant)
    {
        Invariant = invariant;
        return this;
    }
}
