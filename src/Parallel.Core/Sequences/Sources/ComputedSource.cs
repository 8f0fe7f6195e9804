namespace ParallelCore.Sequences;

/// <summary>Items that are computed from all items before them, when a result is asked for.</summary>
/// <param name="compute">Does so, and returns where they are then.</param>
/// <param name="streamed">The same by and by, if that is possible: which items come before a failure.</param>
internal sealed class ComputedStage<T>(Func<Execution, Stage<T>> compute, Stage<T>? streamed = null) : Stage<T>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<T> next, Execution execution)
    {
        Stage<T> computed = Compute(execution);
        execution.HasGathered = true;
        return computed.Link(next, execution);
    }

    /// <summary>Where items are handed out and something fails, what comes before that is computed once more, as a sequential loop would.</summary>
    private Stage<T> Compute(Execution execution)
    {
        try
        {
            return compute(execution);
        }
        catch (AggregateException) when (streamed is not null && execution.HandsOut && !execution.CancellationToken.IsCancellationRequested)
        {
            return Gathered<T>.First(streamed, execution, long.MaxValue);
        }
    }
}
