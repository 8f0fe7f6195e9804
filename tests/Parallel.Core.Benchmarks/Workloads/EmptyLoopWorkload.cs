using System.Collections.Concurrent;
using CommunityToolkit.HighPerformance.Helpers;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A loop of two empty chunks, called back to back: what it costs to begin and to end one.</summary>
internal sealed class EmptyLoopWorkload : IWorkload
{
    private const double Most = 0.15e-6;
    private static readonly object s_state = new();

    public string Name => "empty-loop";

    public void Run(CompareSession session)
    {
        var race = new Race("empty 2-chunk loop")
            .Add(ContenderRole.Sequential, "plain loop", Repeat.Of(static () => PlainLoop.Run(2, static _ => { })))
            .Add(ContenderRole.Ours, "per index, auto", Repeat.Of(static () => ParallelRange.Run(0, 2, static _ => { })))
            .Add(ContenderRole.Ours, "per index", Repeat.Of(static () => ParallelRange.Run(0, 2, 1, static _ => { })))
            .Add(ContenderRole.Ours, "per chunk", Repeat.Of(static () => ParallelRange.Run(0, 2, 1, static (_, _) => { })))
            .Add(ContenderRole.Ours, "with state", Repeat.Of(static () => ParallelRange.Run(0, 2, 1, s_state, static (_, _, _) => { })))
            .Add(ContenderRole.Ours, "struct", Repeat.Of(static () => ParallelRange.Run(0, 2, 1, default(NoRange))))
            .Add(ContenderRole.Ours, "long, struct", Repeat.Of(static () => ParallelRange.Run(0L, 2L, 1, default(NoRange))))
            .Add(ContenderRole.Peer, "Parallel.For", Repeat.Of(static () => Parallel.For(0, 2, static _ => { })))
            .Add(ContenderRole.Peer, "Partitioner", Repeat.Of(static () => Parallel.ForEach(Partitioner.Create(0, 2, 1), static _ => { })))
            .Add(ContenderRole.Peer, "PLINQ", Repeat.Of(static () => ParallelEnumerable.Range(0, 2).ForAll(static _ => { })))
            .Add(ContenderRole.Peer, "ParallelHelper", Repeat.Of(static () => ParallelHelper.For(0, 2, default(NoAction))));
        RaceResult result = session.Race(race, session.ShortCalls, "dispatch_hot");
        foreach (RaceEntry entry in result.Of(ContenderRole.Ours))
        {
            session.AddTarget(Name, $"{entry.Name} <= {Text.Time(Most)}", Text.Time(entry.Time.Median), entry.Time.Median <= Most);
        }
    }
}
