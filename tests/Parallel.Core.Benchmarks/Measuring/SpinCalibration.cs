using System.Diagnostics;

namespace ParallelCore.Benchmarks.Measuring;

/// <summary>Finds how many steps make an iteration of a given length on this machine.</summary>
internal static class SpinCalibration
{
    private const int Refinements = 5;
    private const int Attempts = 15;
    private const double Window = 1e6; // nanoseconds
    private static readonly byte[] s_output = new byte[1 << 17];
    private static readonly Dictionary<double, SpinCost> s_known = [];
    private static bool s_isWarm;

    public static SpinCost For(double nanoseconds)
    {
        if (!s_known.TryGetValue(nanoseconds, out SpinCost? cost))
        {
            WarmUp();
            s_known[nanoseconds] = cost = Find(nanoseconds);
        }

        return cost;
    }

    private static SpinCost Find(double nanoseconds)
    {
        int steps = (int)nanoseconds;
        SpinCost best = new(nanoseconds, 0, Measure(0, nanoseconds));
        for (int i = 0; i < Refinements; i++)
        {
            double measured = Measure(steps, nanoseconds);
            if (Math.Abs(measured - nanoseconds) < Math.Abs(best.Measured - nanoseconds))
            {
                best = new SpinCost(nanoseconds, steps, measured);
            }

            steps = Math.Max(1, (int)Math.Round(steps * nanoseconds / measured));
        }

        return best;
    }

    private static double Measure(int steps, double nanoseconds)
    {
        int n = (int)Math.Clamp(Window / nanoseconds, 1, s_output.Length);
        var work = new SpinWork(s_output, steps);
        double lowest = double.MaxValue;
        for (int i = 0; i < Attempts; i++)
        {
            long start = Stopwatch.GetTimestamp();
            PlainLoop.Run(n, work);
            lowest = Math.Min(lowest, Stopwatch.GetElapsedTime(start).TotalNanoseconds / n);
        }

        return lowest;
    }

    private static void WarmUp()
    {
        for (int pass = 0; pass < 3 && !s_isWarm; pass++)
        {
            for (int i = 0; i < 60; i++)
            {
                PlainLoop.Run(1_000, new SpinWork(s_output, i % 8));
            }

            Thread.Sleep(120);
        }

        s_isWarm = true;
    }
}
