using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Primitives;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Threads of the application's own that increment one counter without a pause.</summary>
internal sealed class CounterWorkload : IWorkload
{
    private const int Increments = 1_000_000;
    private const double MostContended = 1.3;
    private const double LeastGain = 4;

    public string Name => "counter";

    public void Run(CompareSession session)
    {
        int increments = session.IsQuick ? Increments / 10 : Increments;
        RaceResult[] races = [.. ((int[])[1, 2, 8]).Select(threads => Race(session, threads, increments))];
        double alone = PerIncrement(races[0], CountedLoops.Striped, 1);
        for (int i = 1; i < races.Length; i++)
        {
            int threads = i == 1 ? 2 : 8;
            double striped = PerIncrement(races[i], CountedLoops.Striped, threads);
            double interlocked = PerIncrement(races[i], CountedLoops.InterlockedField, threads);
            session.AddTarget(Name, $"{threads} threads: increment <= {Text.Ratio(MostContended)} x its cost on one thread", $"{Text.Ratio(striped / alone)} x ({Text.Time(striped)}, {Text.Time(alone)})", striped <= MostContended * alone);
            session.AddTarget(Name, $"{threads} threads: >= {LeastGain} x faster than Interlocked.Increment", $"{Text.Ratio(interlocked / striped)} x ({Text.Time(striped)}, {Text.Time(interlocked)})", interlocked >= LeastGain * striped);
        }

        double ours = races[1].Seconds(CountedLoops.Striped) / increments;
        PeerFigure? adder = session.Peers.Of("longadder_2threads").FirstOrDefault();
        session.AddTarget(Name, "2 threads: no slower than Java's LongAdder", adder is null ? $"{Text.Time(ours)}; no native figure" : $"{Text.Ratio(ours / adder.Seconds)} x ({Text.Time(ours)}, {Text.Time(adder.Seconds)})", adder is null ? null : ours <= adder.Seconds);
    }

    /// <summary>Seconds that an increment takes on one processor.</summary>
    private static double PerIncrement(RaceResult race, string name, int threads) =>
        race.Seconds(name) / race.Items / Math.Max(1, (double)threads / Environment.ProcessorCount);

    private static RaceResult Race(CompareSession session, int threads, int increments)
    {
        using var crew = new ThreadCrew(threads);
        long total = 0;
        var race = new Race($"counter, {threads} {(threads == 1 ? "thread" : "threads")} x {increments:N0} increments") { Checksum = () => total, Items = increments };
        var own = new Padded<long>[threads];
        race.Add(ContenderRole.Sequential, CountedLoops.OwnField, Calls(
            i =>
            {
                for (int k = 0; k < increments; k++)
                    Volatile.Write(ref own[i].Value, own[i].Value + 1);
            },
            () =>
            {
                long sum = own.Sum(field => field.Value);
                Array.Clear(own);
                return sum;
            }));
        foreach (CountedLoops loops in CountedLoops.Create())
        {
            race.Add(loops.Role, loops.Name, Calls(_ => loops.Increment(increments), loops.Take));
        }

        RaceResult result = race.Run(session.LongCalls);
        PeerFigure[] native = [.. session.Peers.Of($"longadder_{threads}threads").Select(figure => figure with { Peer = figure.Peer + " LongAdder", Seconds = figure.Seconds * increments })];
        session.Keep(result, native);
        return result;

        Action<int> Calls(Action<int> work, Func<long> take) => calls =>
        {
            for (; calls > 0; calls--)
            {
                crew.Run(work);
                total = take();
            }
        };
    }
}
