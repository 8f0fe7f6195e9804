using System.Collections.Concurrent;

namespace ParallelCore.Tests.Collections;

/// <summary>A buffer, what each operation on it reported, and what was left at the end.</summary>
internal sealed class BufferHistory(IBufferTrial trial)
{
    private readonly ConcurrentDictionary<int, string> _results = new();
    private string? _outcome;

    /// <summary>Taken once the history has ended; empties the buffer. Asked for by several threads at once, one for each order that is tried.</summary>
    public string Outcome
    {
        get
        {
            lock (_results)
                return _outcome ??= string.Join("; ", _results.OrderBy(result => result.Key).Select(result => $"{result.Key}: {result.Value}").Concat(Rest()));
        }
    }

    /// <param name="id">Different for each operation.</param>
    /// <param name="operation">What to do.</param>
    public void Do(int id, Func<IBufferTrial, string> operation) => _results[id] = operation(trial);

    private IEnumerable<string> Rest()
    {
        while (trial.TryGet() is var got and not "empty")
            yield return got;
        while (trial.TaskDone() is var done and not "too often")
            yield return done;
    }
}
