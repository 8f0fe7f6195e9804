using System.Collections.Concurrent;

namespace ParallelCore.Tests.Collections;

/// <summary>Some holders, and what each of their calls returned.</summary>
internal sealed class HoldersHistory(IHolders holders)
{
    private readonly ConcurrentBag<string> _calls = [];

    public void Run(string name, Func<IHolders, bool> call) => _calls.Add($"{name} = {call(holders)}");

    public bool IsSame(HoldersHistory other) => ToString() == other.ToString();

    public override string ToString() => string.Join("; ", _calls.Order(StringComparer.Ordinal).Append($"disposals {holders.Disposals}"));
}
