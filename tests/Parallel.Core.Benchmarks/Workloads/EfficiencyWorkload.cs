using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A long loop: how much of the cores' time goes into its iterations.</summary>
/// <param name="name">What <c>--only</c> selects it by.</param>
/// <param name="create">Makes the race; told whether it is a quick run.</param>
/// <param name="native">The workload's name in the peers' file, whose size is that of a full run.</param>
internal sealed class EfficiencyWorkload(string name, Func<bool, Race> create, string? native = null) : IWorkload
{
    private const double Least = 0.97;

    /// <summary>Two loops that are equally fast still differ by so much from run to run.</summary>
    private const double Noise = 1.01;

    public string Name => name;

    public void Run(CompareSession session)
    {
        RaceResult result = session.Race(create(session.IsQuick), session.LongCalls, session.IsQuick ? null : native);
        double plain = result.Seconds(LoopNames.Plain);
        double ours = result.Seconds(LoopNames.PerIndex);
        double efficiency = plain / (session.Processors * ours);
        string all = string.Join(", ", result.Of(ContenderRole.Ours).Select(entry =>
            $"{entry.Name} {Text.Ratio(plain / (session.Processors * entry.Time.Median), 3)}"));
        session.AddTarget(name, $"efficiency per index >= {Text.Ratio(Least)}", all, efficiency >= Least);

        (string peer, double seconds) = result.Of(ContenderRole.Peer).Select(entry => (entry.Name, entry.Time.Median))
            .Concat(session.NativeOf(result.Workload).Select(figure => (figure.Peer, figure.Seconds)))
            .MinBy(pair => pair.Item2);
        session.AddTarget(name, "no peer faster (by more than 1 %)", $"{Text.Ratio(ours / seconds, 3)} x {peer}", ours <= Noise * seconds);
    }
}
