namespace ParallelCore.Tests.Counters;

/// <summary>A value of several words, all of which count the same: a torn one shows.</summary>
internal readonly record struct Wide(long A, long B, long C, long D)
{
    public static readonly Wide One = new(1, 1, 1, 1);

    public bool IsWhole => A == B && B == C && C == D;

    public static Wide operator +(Wide left, Wide right) => new(left.A + right.A, left.B + right.B, left.C + right.C, left.D + right.D);
}
