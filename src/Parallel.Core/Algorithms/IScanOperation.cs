namespace ParallelCore.Algorithms;

/// <summary>An associative operation, as a struct that the JIT inlines.</summary>
internal interface IScanOperation<T>
{
    T Combine(T left, T right);

    /// <summary>Replaces each item of <paramref name="right"/> by what <see cref="Combine"/> makes of <paramref name="left"/> and it.</summary>
    void CombineAll(T left, Span<T> right);

    /// <summary>Scans the items in a faster way with the same result, if there is one; <paramref name="prefix"/> precedes them and isn't part of
    /// <paramref name="sum"/>.</summary>
    bool TryScan(T? prefix, ReadOnlySpan<T> source, Span<T> destination, bool isExclusive, out T sum);
}
