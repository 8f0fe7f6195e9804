using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Counters;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Items that lie one after another in memory: reads each as a whole, computes a while, and adds up what came of both.</summary>
/// <param name="items">The memory.</param>
/// <param name="first">Where in it the first item is.</param>
/// <param name="length">How long an item is, in numbers.</param>
/// <param name="steps">How long it computes.</param>
/// <param name="read">The sum of the numbers.</param>
/// <param name="computed">The sum of what was computed.</param>
internal readonly struct StreamRange(long[] items, int first, int length, int steps, StripedCounter read, StripedCounter computed) : IRangeBody
{
    public void Invoke(int start, int end)
    {
        long sum = 0, mixed = 0;
        for (int i = start; i < end; i++)
        {
            sum += Sum(items.AsSpan(first + (i * length), length));
            mixed += steps == 0 ? 0 : Spin.Mix((uint)i, steps);
        }

        read.Add(sum);
        computed.Add(mixed);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Sum(ReadOnlySpan<long> item)
    {
        ReadOnlySpan<Vector<long>> vectors = MemoryMarshal.Cast<long, Vector<long>>(item);
        Vector<long> sums = Vector<long>.Zero;
        foreach (Vector<long> vector in vectors)
        {
            sums += vector;
        }

        long sum = Vector.Sum(sums);
        foreach (long number in item[(vectors.Length * Vector<long>.Count)..])
        {
            sum += number;
        }

        return sum;
    }
}
