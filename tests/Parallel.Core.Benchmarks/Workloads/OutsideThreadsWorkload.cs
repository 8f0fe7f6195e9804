using System.Diagnostics;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Eight threads of the application's own that call small loops at once.</summary>
internal sealed class OutsideThreadsWorkload : IWorkload
{
    private const int Threads = 8;
    private const int Length = 64;
    private const double MostOfIdeal = 1.2;
    private const double MostUneven = 2;

    public string Name => "outside-threads";

    public void Run(CompareSession session)
    {
        int loops = session.IsQuick ? 10_000 : 100_000;
        int rounds = session.IsQuick ? 5 : 11;
        int steps = SpinCalibration.For(10).Steps;
        (ContenderRole Role, string Name, int Threads, Action<LoopForms<SpinWork>> Loop)[] contenders =
        [
            (ContenderRole.Sequential, "one thread, plain loops", 1, static forms => forms.Plain(Length)),
            (ContenderRole.Sequential, "8 threads, plain loops", Threads, static forms => forms.Plain(Length)),
            (ContenderRole.Ours, LoopNames.Struct, Threads, static forms => forms.Struct(Length)),
            (ContenderRole.Ours, LoopNames.PerIndex, Threads, static forms => forms.PerIndex(Length)),
        ];
        double[][] seconds = [.. contenders.Select(_ => new double[rounds])];
        double[][] uneven = [.. contenders.Select(_ => new double[rounds])];
        var wrong = new List<string>();
        for (int round = -3; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                bool isWarmUp = round < 0;
                int threads = contenders[i].Threads;
                int count = (isWarmUp ? Math.Min(loops, 5_000) : loops) * Threads / threads;
                double[] ends = RunThreads(threads, count, steps, contenders[i].Loop, wrong);
                if (!isWarmUp)
                {
                    seconds[i][round] = ends.Max();
                    uneven[i][round] = ends.Max() / ends.Min();
                }
            }

            if (round < 0)
            {
                Thread.Sleep(120);
            }
        }

        RaceEntry[] entries = [.. contenders.Select((contender, i) => new RaceEntry(contender.Role, contender.Name, Timing.Of(seconds[i]), null))];
        var result = new RaceResult($"8 threads x {loops:N0} loops of 64 x 10 ns", entries, (long)Threads * loops, wrong);
        session.Keep(result, []);
        Judge(session, result, [.. uneven.Select(ratios => Timing.Of(ratios).Median)]);
    }

    private static double[] RunThreads(int threads, int loops, int steps, Action<LoopForms<SpinWork>> loop, List<string> wrong)
    {
        double[] ends = new double[threads];
        byte[][] outputs = [.. Enumerable.Range(0, threads).Select(_ => new byte[2 * Length])];
        long start = 0;
        using var ready = new CountdownEvent(threads);
        using var gate = new ManualResetEventSlim();
        Thread[] all = [.. Enumerable.Range(0, threads).Select(k => new Thread(() =>
        {
            var forms = new LoopForms<SpinWork>(new SpinWork(outputs[k], steps));
            ready.Signal();
            gate.Wait();
            for (int i = 0; i < loops; i++)
            {
                loop(forms);
            }

            ends[k] = Stopwatch.GetElapsedTime(Volatile.Read(ref start)).TotalSeconds;
        }))];
        Array.ForEach(all, thread => thread.Start());
        ready.Wait();
        Volatile.Write(ref start, Stopwatch.GetTimestamp());
        gate.Set();
        Array.ForEach(all, thread => thread.Join());

        byte[] expected = new byte[2 * Length];
        PlainLoop.Run(Length, new SpinWork(expected, steps));
        if (outputs.Any(output => !output.AsSpan().SequenceEqual(expected)))
        {
            wrong.Add("outside threads: an output differs from the plain loop's");
        }

        return ends;
    }

    private void Judge(CompareSession session, RaceResult result, double[] uneven)
    {
        double ideal = result.Entries[0].Time.Median / Math.Min(Threads, session.Processors);
        double plain = result.Entries[1].Time.Median / ideal;
        for (int i = 2; i < result.Entries.Count; i++)
        {
            RaceEntry entry = result.Entries[i];
            double ratio = entry.Time.Median / ideal;
            session.AddTarget(
                Name,
                $"{entry.Name}: total <= {Text.Ratio(MostOfIdeal)} x the ideal",
                $"{Text.Ratio(ratio)} x (8 threads with plain loops: {Text.Ratio(plain)} x)",
                ratio <= MostOfIdeal);
            session.AddTarget(
                Name,
                $"{entry.Name}: none starves (slowest thread <= {Text.Ratio(MostUneven)} x the fastest)",
                $"{Text.Ratio(uneven[i])} x (plain loops, at the system's mercy alone: {Text.Ratio(uneven[1])} x)",
                uneven[i] <= Math.Max(MostUneven, uneven[1]));
        }
    }
}
