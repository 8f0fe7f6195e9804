using System.Collections.Concurrent;

namespace ParallelCore.Tests.Collections;

/// <summary>A collection together with what each operation on it returned: a history has to explain both.</summary>
internal sealed class Recorded<T>(T collection)
{
    private readonly ConcurrentDictionary<Call, string> _results = new();

    public T Collection => collection;

    public void Do(Call call, Func<T, object?> operation) => _results[call] = Outcome.Of(() => operation(collection));

    public bool HasResultsOf(Recorded<T> other) => _results.Count == other._results.Count && _results.All(pair => other._results.GetValueOrDefault(pair.Key) == pair.Value);
}
