using System.Runtime.CompilerServices;

namespace ParallelCore.Algorithms;

/// <summary>Random numbers that are functions of a key and a counter, so that any worker can draw the i-th one.</summary>
/// <remarks>SOURCE: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), Stafford's mixer 13.</remarks>
internal struct SplitMix(ulong key)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    private ulong _counter;

    /// <summary>An independent sequence for each number.</summary>
    public static SplitMix Stream(ulong seed, ulong number) => new(Mix(Mix(seed + Gamma) ^ (number * Gamma)));

    /// <summary>The number that belongs to <paramref name="index"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong At(ulong index) => Mix(key + (index * Gamma));

    /// <summary>The next number below <paramref name="bound"/>, each with the same probability.</summary>
    /// <remarks>SOURCE: Lemire, "Fast random integer generation in an interval" (2019).</remarks>
    public uint NextBelow(uint bound)
    {
        ulong product = (At(++_counter) >> 32) * bound;
        if ((uint)product < bound)
        {
            uint excess = (uint)-bound % bound;
            while ((uint)product < excess)
            {
                product = (At(++_counter) >> 32) * bound;
            }
        }

        return (uint)(product >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
