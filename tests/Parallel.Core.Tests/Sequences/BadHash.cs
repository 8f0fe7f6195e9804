namespace ParallelCore.Tests.Sequences;

/// <summary>Equality of numbers with too few hash codes.</summary>
internal sealed class BadHash(int hashCodes) : IEqualityComparer<int>
{
    public bool Equals(int x, int y) => x == y;

    public int GetHashCode(int obj) => obj % hashCodes;
}
