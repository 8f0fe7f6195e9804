namespace ParallelCore.Stress.Checking;

/// <summary>What bodies throw on purpose.</summary>
internal sealed class PlannedException(int ordinal) : Exception($"planned, at {ordinal}")
{
    public int Ordinal { get; } = ordinal;

    /// <summary>The same failure, bare or wrapped in aggregates, which the library must take apart.</summary>
    public Exception Wrapped() => (Ordinal % 3) switch
    {
        0 => this,
        1 => new AggregateException(this),
        _ => new AggregateException(new AggregateException(this)),
    };
}
