using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Every length of loop at every cost of iteration, back to back and after a pause, against the loop that the user had.</summary>
internal sealed class NeverSlowerWorkload : IWorkload
{
    private const string Inlined = "plain";
    private const string Called = "plain, delegate";
    private const int IdleMilliseconds = 5;
    private static readonly int[] s_lengths = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
    private static readonly double[] s_costs = [1, 10, 100, 1_000, 10_000];

    public string Name => "never-slower";

    public void Run(CompareSession session)
    {
        byte[] output = new byte[s_lengths[^1]];
        double longest = session.IsQuick ? 20e-3 : 2;
        WarmUp(output);
        foreach (double nanoseconds in s_costs)
        {
            SpinCost cost = SpinCalibration.For(nanoseconds);
            foreach (int n in s_lengths.Where(n => n * nanoseconds * 1e-9 <= longest))
            {
                RunCell(session, output, n, cost, isIdle: false);
                RunCell(session, output, n, cost, isIdle: true);
            }
        }

        MatrixTable.Show(session.Matrix, isIdle: false);
        MatrixTable.Show(session.Matrix, isIdle: true);
        Judge(session);
    }

    private static void WarmUp(byte[] output)
    {
        var plan = new RacePlan { Budget = 0, MinRounds = 1, MaxRounds = 1, SampleTime = 0.1e-3, WarmUpTime = 0.1, CountBytes = false };
        CreateRace(output, 1_000, new SpinCost(0, 8, 0)).Run(plan);
    }

    private static RacePlan Plan(bool isQuick, bool isIdle)
    {
        var plan = isQuick
            ? new RacePlan { Budget = 0.1, MinRounds = 5, MaxRounds = 51, SampleTime = 50e-6, WarmUpTime = 4e-3, WarmUps = 1, CountBytes = false }
            : new RacePlan { Budget = 0.8, MinRounds = 3, MaxRounds = 201, SampleTime = 100e-6, WarmUpTime = 20e-3, WarmUps = 1, CountBytes = false };
        return isIdle ? plan with { IdleMilliseconds = IdleMilliseconds, MaxRounds = isQuick ? 9 : 41, MinRounds = isQuick ? 5 : 3, Budget = isQuick ? 0.3 : 1.2 } : plan;
    }

    private static void RunCell(CompareSession session, byte[] output, int n, SpinCost cost, bool isIdle)
    {
        RaceResult result = CreateRace(output, n, cost).Run(Plan(session.IsQuick, isIdle));
        session.AddWrong(result.Wrong);
        foreach (RaceEntry entry in result.Of(ContenderRole.Ours))
        {
            double plain = result.Seconds(entry.Name == LoopNames.PerIndex ? Called : Inlined);
            session.Add(new MatrixCell(n, cost.Nanoseconds, isIdle, entry.Name, plain, entry.Time.Median));
        }
    }

    private static Race CreateRace(byte[] output, int n, SpinCost cost)
    {
        var forms = new LoopForms<SpinWork>(new SpinWork(output, cost.Steps));
        return new Race($"{n} x {cost.Nanoseconds} ns") { Reset = () => output.AsSpan(0, n).Clear(), Checksum = () => Fingerprint.Of(output) }
            .Add(ContenderRole.Sequential, Inlined, Repeat.Of(forms.Plain, n))
            .Add(ContenderRole.Sequential, Called, Repeat.Of(forms.PlainDelegate, n))
            .Add(ContenderRole.Ours, LoopNames.PerIndex, Repeat.Of(k => forms.PerIndex(k), n))
            .Add(ContenderRole.Ours, LoopNames.PerChunk, Repeat.Of(k => forms.PerChunk(k), n))
            .Add(ContenderRole.Ours, LoopNames.Struct, Repeat.Of(k => forms.Struct(k), n));
    }

    private void Judge(CompareSession session)
    {
        foreach (bool isIdle in (bool[])[false, true])
        {
            MatrixCell[] cells = [.. session.Matrix.Where(cell => cell.Idle == isIdle)];
            MatrixCell[] gaining = [.. cells.Where(cell => cell.MustGain)];
            string when = isIdle ? "after 5 ms idle" : "hot";
            int slower = cells.Count(cell => cell.IsSlower);
            int lacking = gaining.Count(cell => cell.LacksGain);
            session.AddTarget(Name, $"{when}: <= 1.05 x plain + {(isIdle ? "25" : "0.3")} us, every cell", $"{slower} of {cells.Length} cells miss", slower == 0);
            session.AddTarget(Name, $"{when}: <= 0.6 x plain from {(isIdle ? "200" : "50")} us on", $"{lacking} of {gaining.Length} cells miss", lacking == 0);
        }
    }
}
