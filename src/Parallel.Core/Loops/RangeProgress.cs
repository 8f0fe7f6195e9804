namespace ParallelCore;

/// <summary>How far a loop has come.</summary>
/// <param name="Completed">Iterations that have finished.</param>
/// <param name="Total">Iterations that the loop has; at most <see cref="long.MaxValue"/> is shown.</param>
/// <remarks><b>Thread safety:</b> immutable.</remarks>
public readonly record struct RangeProgress(long Completed, long Total)
{
    /// <summary>The completed part, from 0 to 1; 1 for an empty loop.</summary>
    public double Fraction => Total == 0 ? 1 : (double)Completed / Total;
}
