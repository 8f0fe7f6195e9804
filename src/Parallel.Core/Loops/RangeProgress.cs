using System.Globalization;

namespace ParallelCore;

/// <summary>How far a loop has come.</summary>
/// <remarks><b>Thread safety:</b> immutable.</remarks>
public readonly struct RangeProgress
{
    /// <summary>Makes a report of its parts.</summary>
    /// <param name="completed">Iterations that have finished.</param>
    /// <param name="total">Iterations that the loop has; at most <see cref="long.MaxValue"/> is shown.</param>
    public RangeProgress(long completed, long total)
    {
        Completed = completed;
        Total = total;
    }

    /// <summary>Iterations that have finished.</summary>
    public long Completed { get; }

    /// <summary>Iterations that the loop has; at most <see cref="long.MaxValue"/> is shown.</summary>
    public long Total { get; }

    /// <summary>The completed part, from 0 to 1; 1 for an empty loop.</summary>
    public double Fraction => Total == 0 ? 1 : (double)Completed / Total;

    /// <summary>The text, as in <c>512 of 1024</c>, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Completed} of {Total}");
}
