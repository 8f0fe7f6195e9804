namespace ParallelCore;

/// <summary>Builds the one flat <see cref="AggregateException"/> that loops, forks and scopes throw.</summary>
internal static class Failures
{
    /// <summary>Takes nested aggregates apart, keeping the order: the first exception stays first.</summary>
    public static AggregateException Flatten(params ReadOnlySpan<Exception> failures)
    {
        var flat = new List<Exception>();
        foreach (Exception failure in failures)
        {
            Append(flat, failure);
        }

        return new AggregateException(flat);
    }

    private static void Append(List<Exception> flat, Exception failure)
    {
        if (failure is not AggregateException { InnerExceptions.Count: > 0 } aggregate)
        {
            flat.Add(failure);
            return;
        }

        foreach (Exception inner in aggregate.InnerExceptions)
        {
            Append(flat, inner);
        }
    }
}
