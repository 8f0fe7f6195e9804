namespace ParallelCore.Algorithms;

/// <summary>The caller's operation.</summary>
internal readonly struct FuncOperation<T>(Func<T, T, T> combine) : IScanOperation<T>
{
    public T Combine(T left, T right) => combine(left, right);

    public void CombineAll(T left, Span<T> right)
    {
        for (int i = 0; i < right.Length; i++)
        {
            right[i] = combine(left, right[i]);
        }
    }

    public bool TryScan(T? prefix, ReadOnlySpan<T> source, Span<T> destination, bool isExclusive, out T sum)
    {
        sum = default!;
        return false;
    }
}
