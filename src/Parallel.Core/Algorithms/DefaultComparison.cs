namespace ParallelCore.Algorithms;

/// <summary>The order of a type itself, which the JIT calls directly for value types.</summary>
internal readonly struct DefaultComparison<T> : IComparer<T>
{
    public int Compare(T? x, T? y) => Comparer<T>.Default.Compare(x!, y!);
}
