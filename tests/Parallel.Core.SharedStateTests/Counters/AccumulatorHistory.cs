using System.Collections.Concurrent;

namespace ParallelCore.Tests.Counters;

/// <summary>An accumulated sum, and what each of the calls returned.</summary>
internal sealed class AccumulatorHistory(Action<long> add, Func<long> result, Func<long> resultThenReset, Action reset)
{
    private readonly ConcurrentBag<string> _calls = [];

    public void Add(long value)
    {
        add(value);
        _calls.Add($"add {value}");
    }

    public void Result() => _calls.Add($"result {result()}");

    public void ResultThenReset() => _calls.Add($"take {resultThenReset()}");

    public void Reset()
    {
        reset();
        _calls.Add("reset");
    }

    public bool IsSame(AccumulatorHistory other) => ToString() == other.ToString();

    public override string ToString() => string.Join("; ", _calls.Order(StringComparer.Ordinal).Append($"left {result()}"));
}
