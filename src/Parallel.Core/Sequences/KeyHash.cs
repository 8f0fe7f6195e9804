namespace ParallelCore.Sequences;

/// <summary>Spreads hash codes over all bits: those of many types differ in a few bits only.</summary>
internal static class KeyHash
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    /// <remarks>SOURCE: multiplicative hashing (Knuth, The Art of Computer Programming, volume 3, 6.4).</remarks>
    public static uint Mix(int hashCode) => (uint)((uint)hashCode * GoldenRatio >> 32);
}
