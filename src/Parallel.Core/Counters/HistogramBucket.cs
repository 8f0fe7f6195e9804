namespace ParallelCore.Counters;

/// <summary>How many values of a <see cref="HistogramSnapshot"/> lie in a range that it doesn't tell apart.</summary>
/// <param name="Lower">The lowest value of the bucket.</param>
/// <param name="Upper">The highest value of the bucket, which belongs to it.</param>
/// <param name="Count">How many values were recorded in it.</param>
/// <remarks><b>Thread safety:</b> immutable.</remarks>
public readonly record struct HistogramBucket(long Lower, long Upper, long Count);
