using System.Runtime.CompilerServices;

namespace ParallelCore.Benchmarks.Measuring;

/// <summary>Work of a chosen length: a chain of dependent multiplications that the compiler can't shorten, whose result depends on every step.</summary>
internal static class Spin
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Mix(uint value, int steps)
    {
        for (value *= 0x9E3779B1; steps > 0; steps--)
        {
            value = (value * 0x85EBCA6B) + 0xC2B2AE35;
        }

        return value ^ (value >> 16);
    }
}
