namespace ParallelCore;

/// <summary>A loop body over a chunk of an <see cref="int"/> range, as a struct that the compiler inlines into the loop.</summary>
/// <remarks>
/// <b>Thread safety:</b> each participating worker calls <see cref="Invoke"/> on a copy of its own, so fields that hold references are shared and value fields
/// are not.
/// </remarks>
public interface IRangeBody
{
    /// <summary>Runs the iterations <paramref name="start"/> to <paramref name="end"/> - 1.</summary>
    /// <param name="start">The first index.</param>
    /// <param name="end">One past the last index; greater than <paramref name="start"/>.</param>
    void Invoke(int start, int end);
}

/// <summary>A loop body over a chunk of a <see cref="long"/> range, as a struct that the compiler inlines into the loop.</summary>
/// <remarks>
/// <b>Thread safety:</b> each participating worker calls <see cref="Invoke"/> on a copy of its own, so fields that hold references are shared and value fields
/// are not.
/// </remarks>
public interface ILongRangeBody
{
    /// <summary>Runs the iterations <paramref name="start"/> to <paramref name="end"/> - 1.</summary>
    /// <param name="start">The first index.</param>
    /// <param name="end">One past the last index; greater than <paramref name="start"/>.</param>
    void Invoke(long start, long end);
}
