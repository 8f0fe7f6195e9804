using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Counters;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>How many primes there are, counted by a sequence and by a loop with a counter.</summary>
internal sealed class CountPrimesWorkload : IWorkload
{
    private const string Fluent = "From.Where.Count";
    private const string Loop = "Run, striped counter";

    public string Name => "count-primes";

    public void Run(CompareSession session)
    {
        int limit = session.IsQuick ? 500_000 : 5_000_000;
        RaceResult result = session.Race(
            new RaceOf<int>($"count the primes to {limit:N0}", static count => count)
                .Add(ContenderRole.Sequential, LoopNames.Plain, () => CountPlain(limit))
                .Add(ContenderRole.Ours, Fluent, () => ParallelRange.From(0, limit).Where(PrimeWork.IsPrime).Count())
                .Add(ContenderRole.Ours, Loop, () => CountWithCounter(limit))
                .Add(ContenderRole.Peer, LoopNames.Plinq, () => ParallelEnumerable.Range(0, limit).Where(PrimeWork.IsPrime).Count()).Race,
            session.LongCalls,
            session.IsQuick ? null : "primes5M");
        Goals.AtMost(session, Name, result, Fluent, Loop, 1.02);
        Goals.Slower(session, Name, result, Fluent, LoopNames.Plinq, 1.2);
    }

    private static int CountPlain(int limit)
    {
        int count = 0;
        for (int i = 0; i < limit; i++)
        {
            count += PrimeWork.IsPrime(i) ? 1 : 0;
        }

        return count;
    }

    private static int CountWithCounter(int limit)
    {
        var count = new StripedCounter();
        ParallelRange.Run(0, limit, i =>
        {
            if (PrimeWork.IsPrime(i))
            {
                count.Increment();
            }
        });
        return (int)count.Sum();
    }
}
