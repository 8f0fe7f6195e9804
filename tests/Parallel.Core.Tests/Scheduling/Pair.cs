namespace ParallelCore.Tests.Scheduling;

/// <summary>A loop of two bodies that are in flight at the same time, on two threads.</summary>
/// <remarks>
/// A loop that was short the last time runs on its caller alone, and there the first body would wait for the second for ever. So each call
/// says that it stands on a line of its own: a loop that is not known offers its second half before it runs the first.
/// </remarks>
internal static class Pair
{
    private static int s_line = 1_000_000;

    public static void Run(RangeOptions options, Action<int> body)
    {
        using var both = new Barrier(2);
        ParallelRange.Run(
            0,
            2,
            1,
            i =>
            {
                both.SignalAndWait();
                body(i);
            },
            options,
            Interlocked.Increment(ref s_line));
    }
}
