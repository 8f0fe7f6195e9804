using System.Numerics;

namespace ParallelCore.Gallery.Patterns.ProducerConsumer;

/// <summary>What is handed over, and what it takes to make and to check it.</summary>
internal static class Record
{
    private const int Steps = 300;

    public static long Make(int number) => Mix(number);

    public static long Check(long record) => Mix(record) & 0xFFFF;

    private static long Mix(long value)
    {
        ulong mixed = (ulong)value;
        for (int i = 0; i < Steps; i++)
            mixed = BitOperations.RotateLeft(mixed * 0x9E3779B97F4A7C15, 23) + 1;
        return (long)mixed;
    }
}
