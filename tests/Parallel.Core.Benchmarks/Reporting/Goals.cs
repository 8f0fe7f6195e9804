using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Reporting;

/// <summary>Targets that are a ratio of two times of one race.</summary>
internal static class Goals
{
    /// <summary>Ours takes at most so many times as long as another.</summary>
    public static void AtMost(CompareSession session, string workload, RaceResult race, string ours, string other, double most) =>
        AtMost(session, workload, ours, race.Seconds(ours), other, race.Seconds(other), most);

    public static void AtMost(CompareSession session, string workload, string ours, double oursSeconds, string other, double otherSeconds, double most) =>
        session.AddTarget(
            workload,
            $"{ours} <= {Text.Ratio(most)} x {other}",
            $"{Text.Ratio(oursSeconds / otherSeconds)} x ({Text.Time(oursSeconds)}, {Text.Time(otherSeconds)})",
            oursSeconds <= most * otherSeconds);

    /// <summary>Another takes at least so many times as long as ours.</summary>
    public static void Slower(CompareSession session, string workload, RaceResult race, string ours, string other, double least) =>
        session.AddTarget(
            workload,
            $"{other} >= {Text.Ratio(least)} x {ours}",
            $"{Text.Ratio(race.Seconds(other) / race.Seconds(ours))} x ({Text.Time(race.Seconds(other))}, {Text.Time(race.Seconds(ours))})",
            race.Seconds(other) >= least * race.Seconds(ours));

    /// <summary>Ours takes at most so many times as long as a native peer's, where its figure was measured.</summary>
    public static void AtMostNative(CompareSession session, string workload, string ours, double seconds, string peer, double? peerSeconds, double most) =>
        session.AddTarget(
            workload,
            $"{ours} <= {Text.Ratio(most)} x {peer}",
            peerSeconds is { } native ? $"{Text.Ratio(seconds / native)} x ({Text.Time(seconds)}, {Text.Time(native)})" : $"{Text.Time(seconds)}; no native figure",
            peerSeconds is { } known ? seconds <= most * known : null);
}
