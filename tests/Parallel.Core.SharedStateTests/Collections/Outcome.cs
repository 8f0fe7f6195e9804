using System.Collections;

namespace ParallelCore.Tests.Collections;

/// <summary>What a call did, as text: what it returned, or the exception's type and parameter.</summary>
internal static class Outcome
{
    public static string Of(Func<object?> call)
    {
        try
        {
            return Describe(call());
        }
        catch (ArgumentException e)
        {
            return $"{e.GetType().Name}({e.ParamName})";
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    public static string Describe(object? value) => value switch
    {
        null => "null",
        string text => text,
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Describe))}]",
        _ => $"{value}",
    };
}
