using System.Diagnostics;

namespace ParallelCore.Loops;

/// <summary>Durations by which loops decide, in ticks of <see cref="Stopwatch"/>.</summary>
internal static class LoopClock
{
    /// <summary>Below this, a measurement is mostly the clock's own time.</summary>
    public static readonly float Trusted = Microseconds(0.5);

    /// <summary>Rest of a loop worth handing to a worker that is searching.</summary>
    public static readonly float WorthSharing = Microseconds(3);

    /// <summary>The shortest and the longest time between two looks at whether others are hungry.</summary>
    public static readonly float ShortestPiece = Microseconds(2);

    public static readonly float LongestPiece = Microseconds(6);

    /// <summary>In a process that is starting, each call of a body with a loop begins in slow code, and goes on in fast code after some thousand iterations:
    /// shorter calls would never get there.</summary>
    public static readonly float ShortestColdPiece = Microseconds(1500);

    public static readonly float LongestColdPiece = Microseconds(5000);

    /// <summary>Time between two progress reports.</summary>
    public static readonly long ProgressInterval = Stopwatch.Frequency / 30;

    private static readonly float s_callInterval = Microseconds(0.4);

    private static readonly long s_readCost = MeasureReadCost();

    /// <summary>The time since <paramref name="start"/>, less what reading the clock costs.</summary>
    public static float Elapsed(long start, long end) => Math.Max(1, end - start - s_readCost);

    /// <summary>The longest piece that is one call of a body with a loop of its own. Such a body often ends by adding to what all share: so the calls of many
    /// workers come no faster, together, than a cache line goes round.</summary>
    public static float LongestCall(int workers) => Math.Max(LongestPiece, workers * s_callInterval);

    private static float Microseconds(double count) => (float)(Stopwatch.Frequency * count / 1e6);

    private static long MeasureReadCost()
    {
        long least = long.MaxValue;
        for (int i = 0; i < 64; i++)
        {
            long start = Stopwatch.GetTimestamp();
            least = Math.Min(least, Stopwatch.GetTimestamp() - start);
        }

        return least;
    }
}
