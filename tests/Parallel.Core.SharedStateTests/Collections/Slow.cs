namespace ParallelCore.Tests.Collections;

/// <summary>A number whose comparisons take a while: that opens the gaps in which an operation that isn't atomic is caught.</summary>
internal readonly struct Slow(int value) : IEquatable<Slow>, IComparable<Slow>
{
    public int Value => value;

    public static implicit operator Slow(int value) => new(value);

    public bool Equals(Slow other)
    {
        Thread.SpinWait(10);
        return Value == other.Value;
    }

    public override bool Equals(object? obj) => obj is Slow other && Equals(other);

    /// <summary>Two buckets, so that a look-up compares.</summary>
    public override int GetHashCode()
    {
        Thread.SpinWait(10);
        return Value & 1;
    }

    public int CompareTo(Slow other)
    {
        Thread.SpinWait(10);
        return Value.CompareTo(other.Value);
    }

    public override string ToString() => $"{Value}";
}
