using System.Diagnostics;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A short loop again and again with a gap between, as in the frames of a game or the steps of a solver: what the workers do in the gap decides whether the next loop gains.</summary>
internal sealed class WarmGapsWorkload : IWorkload
{
    private const int Iterations = 2_000;
    private const double Iteration = 100; // nanoseconds
    private const int Settling = 20;
    private const double Most = 0.7;
    private const int JudgedGap = 200; // microseconds
    private static readonly int[] s_gaps = [100, 200, 400, 1_000];

    public string Name => "warm-gaps";

    public void Run(CompareSession session)
    {
        byte[] output = new byte[Iterations];
        var forms = new LoopForms<SpinWork>(new SpinWork(output, SpinCalibration.For(Iteration).Steps));
        Contender[] contenders =
        [
            new(ContenderRole.Sequential, LoopNames.Plain, Repeat.Of(forms.Plain, Iterations), null),
            new(ContenderRole.Ours, LoopNames.PerIndex, Repeat.Of(k => forms.PerIndex(k), Iterations), null),
            new(ContenderRole.Ours, LoopNames.Struct, Repeat.Of(k => forms.Struct(k), Iterations), null),
            new(ContenderRole.Peer, LoopNames.ParallelFor, Repeat.Of(forms.ParallelFor, Iterations), null),
        ];
        WarmUp(contenders);
        forms.Plain(Iterations);
        byte[] expected = [.. output];
        foreach (int gap in s_gaps)
        {
            RaceResult result = Measure(session, gap < 1_000 ? $"{gap} us" : $"{gap / 1_000} ms", () => SpinFor(gap), contenders, output, expected);
            if (gap == JudgedGap)
            {
                foreach (RaceEntry entry in result.Of(ContenderRole.Ours))
                {
                    Judge(session, entry, result.Entries[0].Time.Median);
                }
            }
        }

        Measure(session, "1 ms of sleep", static () => Thread.Sleep(1), contenders, output, expected);
    }

    private static void WarmUp(Contender[] contenders)
    {
        for (int pass = 0; pass < 3; pass++)
        {
            foreach (Contender contender in contenders)
            {
                contender.Run(100);
            }

            Thread.Sleep(120);
        }
    }

    private static RaceResult Measure(CompareSession session, string gap, Action wait, Contender[] contenders, byte[] output, byte[] expected)
    {
        int rounds = session.IsQuick ? 3 : 9;
        int loops = session.IsQuick ? 50 : 200;
        double[][] seconds = [.. contenders.Select(_ => new double[rounds * loops])];
        double[] cpu = new double[contenders.Length];
        double[] wall = new double[contenders.Length];
        var wrong = new List<string>();
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                Array.Clear(output);
                RunBlock(contenders[i].Run, wait, seconds[i].AsSpan(round * loops, loops), ref cpu[i], ref wall[i]);
                if (!output.AsSpan().SequenceEqual(expected))
                {
                    wrong.Add($"warm gaps, {gap}, {contenders[i].Name}: the output differs from the plain loop's");
                }
            }
        }

        RaceEntry[] entries = [.. contenders.Select((contender, i) =>
            new RaceEntry(contender.Role, contender.Name, Timing.Of(seconds[i]), null, i == 0 ? null : (cpu[i] - cpu[0]) / wall[i]))];
        var result = new RaceResult($"loops of {Iterations * Iteration / 1e3:0} us, {gap} apart", entries, 0, [.. wrong.Distinct()]);
        session.Keep(result, []);
        return result;
    }

    /// <summary>The first loops of a block aren't counted: the last contender's threads go to sleep in them.</summary>
    private static void RunBlock(Action<int> loop, Action wait, Span<double> seconds, ref double cpu, ref double wall)
    {
        for (int k = 0; k < Settling; k++)
        {
            wait();
            loop(1);
        }

        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        long begin = Stopwatch.GetTimestamp();
        for (int k = 0; k < seconds.Length; k++)
        {
            wait();
            long start = Stopwatch.GetTimestamp();
            loop(1);
            seconds[k] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        wall += Stopwatch.GetElapsedTime(begin).TotalSeconds;
        cpu += (Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds;
    }

    /// <summary>The caller computes something else.</summary>
    private static void SpinFor(int microseconds)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < microseconds)
        {
        }
    }

    private void Judge(CompareSession session, RaceEntry entry, double plain)
    {
        double ratio = entry.Time.Median / plain;
        session.AddTarget(
            Name,
            $"{Iterations * Iteration / 1e3:0} us loops {JudgedGap} us apart, {entry.Name} <= {Text.Ratio(Most)} x the plain loop",
            $"{Text.Ratio(ratio)} x, burning {Text.Cores(entry.Burnt)}",
            ratio <= Most);
    }
}
