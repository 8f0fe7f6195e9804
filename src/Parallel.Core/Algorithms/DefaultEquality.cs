using System.Diagnostics.CodeAnalysis;

namespace ParallelCore.Algorithms;

/// <summary>The default comparer of a type, which the JIT calls directly for value types.</summary>
internal readonly struct DefaultEquality<T> : IEqualityComparer<T>
{
    public bool Equals(T? x, T? y) => EqualityComparer<T>.Default.Equals(x, y);

    public int GetHashCode([DisallowNull] T obj) => obj.GetHashCode();
}
