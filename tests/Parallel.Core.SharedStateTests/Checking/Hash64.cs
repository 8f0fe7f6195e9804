using System.Numerics;

namespace ParallelCore.ModelTests.Checking;

/// <summary>The 64-bit mixing that identifies states.</summary>
internal static class Hash64
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xD6E8FEB86659FD93;

    /// <summary>A hash of all that went into <paramref name="hash"/>, and of <paramref name="value"/>.</summary>
    public static ulong Mix(ulong hash, ulong value)
    {
        ulong mixed = (hash ^ (value + First)) * Second;
        mixed ^= mixed >> 32;
        return BitOperations.RotateLeft(mixed * First, 29) ^ (hash >> 17);
    }
}
