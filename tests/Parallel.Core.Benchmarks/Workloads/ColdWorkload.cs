using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>The first three calls of a fresh process, how long its very first one takes until a body runs, and the slowest call of its first seconds.</summary>
internal sealed class ColdWorkload : IWorkload
{
    private const int Calls = 3;
    private const int Primes = 41_538;
    private const string Limit = "500,000";
    private const double MostOfPeer = 1.05;
    private const double MostOfLoop = 1.15;
    private const double MostFirstUse = 8e-3;
    private const string Partitioner = "Parallel.ForEach over a Partitioner";
    private const string MethodIndex = "per index, method group";
    private const string MethodParallelFor = "Parallel.For, method group";
    private const string MethodPlinq = "PLINQ, method group";
    private const string Sequence = "From.Where.Count";
    private const string MethodSequence = "From.Where.Count, method group";

    /// <summary>What the probe calls each form, and what we call it.</summary>
    private static readonly (ContenderRole Role, string Name, string Form)[] s_forms =
    [
        (ContenderRole.Sequential, LoopNames.Plain, "plain"),
        (ContenderRole.Ours, LoopNames.PerIndex, "index"),
        (ContenderRole.Ours, MethodIndex, "index-method"),
        (ContenderRole.Ours, LoopNames.PerChunk, "chunk"),
        (ContenderRole.Ours, Sequence, "sequence"),
        (ContenderRole.Ours, MethodSequence, "sequence-method"),
        (ContenderRole.Peer, LoopNames.ParallelFor, "parallel-for"),
        (ContenderRole.Peer, MethodParallelFor, "parallel-for-method"),
        (ContenderRole.Peer, LoopNames.Plinq, "plinq"),
        (ContenderRole.Peer, MethodPlinq, "plinq-method"),
    ];

    private static readonly (ContenderRole Role, string Name, string Form)[] s_secondsForms =
    [
        (ContenderRole.Sequential, LoopNames.Plain, "plain"),
        (ContenderRole.Ours, LoopNames.PerChunk, "chunk"),
        (ContenderRole.Peer, Partitioner, "partitioner"),
    ];

    public string Name => "cold";

    public void Run(CompareSession session)
    {
        int rounds = session.IsQuick ? 1 : 15;
        using var probe = new ColdProbe(session.Library);
        string image = probe.IsPrecompiled ? "ReadyToRun" : "portable";
        RaceResult[] calls = MeasureCalls(session, probe, rounds, image);
        RaceResult firstUse = MeasureFirstUse(session, probe, rounds, image);
        JudgeCalls(session, calls, LoopNames.PerIndex, LoopNames.ParallelFor, MostOfPeer);
        JudgeCalls(session, calls, MethodIndex, MethodParallelFor, MostOfPeer);
        JudgeCalls(session, calls, LoopNames.PerChunk, LoopNames.ParallelFor, MostOfPeer);
        JudgeCalls(session, calls, Sequence, LoopNames.Plinq, MostOfPeer);
        JudgeCalls(session, calls, Sequence, LoopNames.ParallelFor, MostOfLoop);
        JudgeCalls(session, calls, MethodSequence, MethodPlinq, MostOfPeer);
        JudgeCalls(session, calls, MethodSequence, MethodParallelFor, MostOfLoop);

        string all = string.Join(", ", firstUse.Entries.Select(entry => $"{entry.Name} {Text.Time(entry.Time.Median)}"));
        session.AddTarget(Name, $"first use of every form <= {Text.Time(MostFirstUse)}", all, firstUse.Of(ContenderRole.Ours).All(entry => entry.Time.Median <= MostFirstUse));

        RaceResult seconds = MeasureFirstSeconds(session, probe, session.IsQuick ? 1 : 5, image);
        double ratio = seconds.Seconds(LoopNames.PerChunk) / seconds.Seconds(Partitioner);
        session.AddTarget(Name, $"slowest of two seconds' calls after the third, {LoopNames.PerChunk} <= {Text.Ratio(MostOfLoop)} x {Partitioner}", $"{Text.Ratio(ratio)} x", ratio <= MostOfLoop);
    }

    private static RaceResult[] MeasureCalls(CompareSession session, ColdProbe probe, int rounds, string image)
    {
        double[][][] seconds = [.. Enumerable.Range(0, Calls).Select(_ => s_forms.Select(_ => new double[rounds]).ToArray())];
        var wrong = new List<string>();
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < s_forms.Length; i++)
            {
                // The seconds of the calls, then their results.
                double[] figures = probe.Run("calls", s_forms[i].Form);
                for (int call = 0; call < Calls; call++)
                {
                    seconds[call][i][round] = figures[call];
                    if (figures[Calls + call] != Primes)
                    {
                        wrong.Add($"fresh process, {s_forms[i].Name}, call {call + 1}: {figures[Calls + call]} primes instead of {Primes}");
                    }
                }
            }
        }

        session.AddWrong(wrong);
        RaceResult[] results = [.. seconds.Select((ofCall, call) =>
            new RaceResult($"fresh process ({image}), primes to {Limit}, call {call + 1}", Entries(s_forms, ofCall), 0, []))];
        Array.ForEach(results, result => session.Keep(result, []));
        return results;
    }

    private static RaceResult MeasureFirstUse(CompareSession session, ColdProbe probe, int rounds, string image)
    {
        (ContenderRole Role, string Name, string Form)[] forms = [.. s_forms.Where(form => form.Role != ContenderRole.Sequential).OrderByDescending(form => form.Role)];
        double[][] seconds = [.. forms.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < forms.Length; i++)
            {
                seconds[i][round] = probe.Run("first-use", forms[i].Form)[0];
            }
        }

        var result = new RaceResult($"fresh process ({image}), from the first call to its first body", Entries(forms, seconds), 0, []);
        session.Keep(result, []);
        return result;
    }

    private static RaceResult MeasureFirstSeconds(CompareSession session, ColdProbe probe, int rounds, string image)
    {
        double[][] seconds = [.. s_secondsForms.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < s_secondsForms.Length; i++)
            {
                double[] figures = probe.Run("first-seconds", s_secondsForms[i].Form);
                seconds[i][round] = figures[0];
                if (figures[1] != 1)
                {
                    session.AddWrong([$"fresh process, first seconds, {s_secondsForms[i].Name}: a wrong count"]);
                }
            }
        }

        var result = new RaceResult($"fresh process ({image}), the same loop for two seconds, slowest call after the third", Entries(s_secondsForms, seconds), 0, []);
        session.Keep(result, []);
        return result;
    }

    private static RaceEntry[] Entries((ContenderRole Role, string Name, string Form)[] forms, double[][] seconds) =>
        [.. forms.Select((form, i) => new RaceEntry(form.Role, form.Name, Timing.Of(seconds[i]), null))];

    private void JudgeCalls(CompareSession session, RaceResult[] calls, string ours, string other, double most)
    {
        double[] ratios = [.. calls.Select(call => call.Seconds(ours) / call.Seconds(other))];
        session.AddTarget(
            Name,
            $"calls 1, 2, 3, {ours} <= {Text.Ratio(most)} x {other}",
            string.Join(", ", ratios.Select(ratio => $"{Text.Ratio(ratio)} x")),
            ratios.All(ratio => ratio <= most));
    }
}
