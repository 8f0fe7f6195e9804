using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Reporting;

/// <summary>Where something else was faster than one of our forms.</summary>
internal static class Losses
{
    /// <summary>Closer than so is a draw.</summary>
    private const double Noise = 1.03;

    /// <summary>One line for each form of ours that lost, to the fastest of the others, worst first.</summary>
    public static IEnumerable<string> Of(CompareSession session) =>
        session.Races
            .SelectMany(race => race.Of(ContenderRole.Ours).Select(ours => (race, ours, other: Fastest(race, session.NativeOf(race.Workload)))))
            .Where(row => row.ours.Time.Median > Noise * row.other.Seconds)
            .OrderByDescending(row => row.ours.Time.Median / row.other.Seconds)
            .Select(row => $"{row.race.Workload}, {row.ours.Name}: {Text.Time(row.ours.Time.Median)}; {row.other.Name} takes {Text.Time(row.other.Seconds)}");

    private static (string Name, double Seconds) Fastest(RaceResult race, IReadOnlyList<PeerFigure> native) =>
        race.Entries.Where(entry => entry.Role != ContenderRole.Ours)
            .Select(entry => (entry.Name, entry.Time.Median))
            .Concat(native.Select(figure => (figure.Peer, figure.Seconds)))
            .MinBy(pair => pair.Item2);
}
