using System.Collections;
using System.Collections.Concurrent;

namespace ParallelCore.Tests.Collections.Queues;

/// <summary>A collection together with what each step on it returned or threw, as text: a sequential order has to explain all of it.</summary>
internal sealed class Journal<T>(T subject)
{
    private readonly ConcurrentDictionary<Call, string> _results = new();

    public T Subject => subject;

    public void Do(Call call, Func<T, int, int, object?> step) => _results[call] = Outcome(() => step(subject, call.X, call.Y));

    public bool HasResultsOf<TOther>(Journal<TOther> other) => _results.All(pair => other._results[pair.Key] == pair.Value);

    public static string Outcome(Func<object?> call)
    {
        try
        {
            return Describe(call());
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name} {(e as ArgumentException)?.ParamName}";
        }
    }

    private static string Describe(object? value) => value switch
    {
        null => "null",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Describe))}]",
        _ => $"{value}",
    };
}
