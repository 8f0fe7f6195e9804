using System.Diagnostics;
using System.Globalization;

namespace ParallelCore;

/// <summary>What a loop that waits did.</summary>
/// <remarks><b>Thread safety:</b> immutable.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class AsyncLoopResult
{
    internal AsyncLoopResult(string? name, long completed, IReadOnlyList<ItemFailure> failures, int lanes, TimeSpan duration)
    {
        Name = name;
        Completed = completed;
        Failures = failures;
        Lanes = lanes;
        Duration = duration;
    }

    /// <summary>The loop's <see cref="AsyncOptions.Name"/>.</summary>
    public string? Name { get; }

    /// <summary>Items whose body has succeeded.</summary>
    public long Completed { get; }

    /// <summary>
    /// The items whose body has failed, in the source's order; empty without <see cref="AsyncOptions.ContinueOnError"/>, since then the loop throws.
    /// </summary>
    public IReadOnlyList<ItemFailure> Failures { get; }

    /// <summary>How many bodies may have run at once: as many lanes as were needed, and no more than the degree.</summary>
    public int Lanes { get; }

    /// <summary>From the call to the last body's end.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Throws the failures, if there are any.</summary>
    /// <exception cref="AggregateException">There are: each is inside, in the source's order.</exception>
    public void ThrowIfAnyFailed()
    {
        if (Failures.Count > 0)
        {
            throw Loops.Failures.Flatten([.. Failures.Select(static failure => failure.Error)]);
        }
    }

    /// <summary>The result as a sentence, the same in every culture.</summary>
    /// <returns>A line for people to read.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Name is null ? "The loop" : $"Loop '{Name}'")} completed {Completed} items{(Failures.Count == 0 ? "" : $", and {Failures.Count} failed,")} in {Lanes} {(Lanes == 1 ? "lane" : "lanes")} in {Duration.TotalMilliseconds:0.###} ms.");
}

/// <summary>An item whose body has failed.</summary>
/// <param name="Index">The item's position in its source, from 0.</param>
/// <param name="Item">The item; of a range, the index.</param>
/// <param name="Error">What the body has thrown; a <see cref="TimeoutException"/> when its time was over.</param>
/// <remarks><b>Thread safety:</b> immutable.</remarks>
public sealed record ItemFailure(long Index, object? Item, Exception Error);

/// <summary>How far a loop that waits has come.</summary>
/// <param name="Completed">Items whose body has succeeded.</param>
/// <param name="Failed">Items whose body has failed.</param>
/// <param name="Total">Items that there are; null where the source can't tell before its end.</param>
/// <remarks><b>Thread safety:</b> immutable.</remarks>
public readonly record struct AsyncProgress(long Completed, long Failed, long? Total)
{
    /// <summary>The text, as in <c>512 of 1024</c>, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        string failed = Failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Failed} failed");
        return Total is { } total
            ? string.Create(CultureInfo.InvariantCulture, $"{Completed} of {total}{failed}")
            : string.Create(CultureInfo.InvariantCulture, $"{Completed}{failed}");
    }
}
