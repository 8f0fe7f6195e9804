using System.Collections.Concurrent;

namespace ParallelCore.Tests.Counters;

/// <summary>A variable, and what each of the calls returned.</summary>
internal sealed class AtomicHistory<T>(object target)
{
    private readonly AtomicForm<T> _form = new(target);
    private readonly ConcurrentBag<string> _calls = [];

    public void Run(AtomicOperation<T> operation, T first, T second)
    {
        object? result = operation.Run(_form, first, second);
        _calls.Add($"{operation.Name}({first}, {second}) = {result}");
    }

    public bool IsSame(AtomicHistory<T> other) => ToString() == other.ToString();

    public override string ToString() => string.Join("; ", _calls.Order(StringComparer.Ordinal).Append($"value {_form.Value}"));
}
