using System.Collections.Concurrent;
using System.Diagnostics;

namespace ParallelCore.ColdProbe;

/// <summary>The same loop again and again from the start of a process on, while the runtime compiles its body anew, and anew again.</summary>
internal static class FirstSeconds
{
    private const int Length = 1 << 24;
    private const int Half = 128;
    private const int Calls = 3; // that other figures tell of
    private static readonly TimeSpan s_watched = TimeSpan.FromSeconds(2);

    /// <returns>The seconds that the slowest call took, and whether all results were right, as 1 or 0.</returns>
    public static double[] Measure(string form)
    {
        int[] pixels = new int[Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = i * 747_796_405;
        long expected = pixels.LongCount(static pixel => Brightness(pixel) >= Half);
        var seconds = new List<double>();
        bool isRight = true;
        for (long begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < s_watched;)
        {
            long start = Stopwatch.GetTimestamp();
            isRight &= Count(form, pixels) == expected;
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        seconds.RemoveRange(0, Calls);
        return [seconds.Max(), isRight ? 1 : 0];
    }

    private static long Count(string form, int[] pixels)
    {
        long count = 0;
        switch (form)
        {
            case "plain":
                return Bright(pixels);
            case "chunk":
                ParallelRange.Run(0, pixels.Length, (start, end) => Interlocked.Add(ref count, Bright(pixels.AsSpan(start..end))));
                return count;
            case "partitioner":
                Parallel.ForEach(Partitioner.Create(0, pixels.Length), range => Interlocked.Add(ref count, Bright(pixels.AsSpan(range.Item1..range.Item2))));
                return count;
            default:
                throw new ArgumentException($"No form is called '{form}'.", nameof(form));
        }
    }

    private static long Bright(ReadOnlySpan<int> pixels)
    {
        long count = 0;
        foreach (int pixel in pixels)
        {
            if (Brightness(pixel) >= Half)
                count++;
        }

        return count;
    }

    /// <summary>A call for each element: before it is compiled with optimizations, a thousand of them take longer than a piece of a loop that is known to be cheap.</summary>
    private static int Brightness(int pixel) => ((((pixel >> 16) & 255) * 77) + (((pixel >> 8) & 255) * 151) + ((pixel & 255) * 28)) >> 8;
}
