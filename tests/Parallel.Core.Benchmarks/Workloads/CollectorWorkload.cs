using System.Collections.Concurrent;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Collections;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A loop that makes one result an index, and an array of all results at its end: results that cost next to nothing, and some that cost a little.</summary>
internal sealed class CollectorWorkload : IWorkload
{
    private const int Length = 1_000_000;
    private const double LeastGain = 3;
    private const double Most = 1.2;
    private const string Array = "array, by index";
    private const string List = "locked List";
    private const string Collector = "OrderedCollector";
    private const string Range = "OrderedCollector, AddRange";
    private static readonly ChunkPolicy s_chunk = 4096;

    public string Name => "collector";

    public void Run(CompareSession session)
    {
        foreach (int rounds in (int[])[0, 20])
        {
            foreach (bool isPerIndex in (bool[])[true, false])
            {
                string form = $"{(isPerIndex ? LoopNames.PerIndex : LoopNames.PerChunk)}, {(rounds == 0 ? "next to nothing" : "some 20 ns")} each";
                long[] last = [];
                var race = new Race($"collect 1M results, {form}") { Checksum = () => last.Aggregate(0L, static (sum, item) => unchecked(sum + item)), Items = Length };
                Add(ContenderRole.Sequential, Array, () => isPerIndex ? ArrayByIndex(rounds) : ArrayByChunk(rounds));
                Add(ContenderRole.Ours, Collector, () => isPerIndex ? CollectorByIndex(rounds) : CollectorByChunk(rounds));
                if (!isPerIndex)
                {
                    Add(ContenderRole.Ours, Range, () => CollectorByRange(rounds));
                }

                Add(ContenderRole.Peer, List, () => isPerIndex ? ListByIndex(rounds) : ListByChunk(rounds));
                Add(ContenderRole.Peer, "ConcurrentBag", () => Bag(rounds));
                RaceResult result = session.Race(race, session.LongCalls with { MaxRounds = 101, Budget = 2 * session.LongCalls.Budget });
                Judge(session, result, form, Collector);
                if (!isPerIndex)
                {
                    Judge(session, result, form + ", AddRange", Range);
                }

                void Add(ContenderRole role, string name, Func<long[]> loop) => race.Add(role, name, calls =>
                {
                    for (; calls > 0; calls--)
                    {
                        last = loop();
                    }
                });
            }
        }
    }

    private void Judge(CompareSession session, RaceResult result, string form, string ours)
    {
        double array = result.Seconds(ours) / result.Seconds(Array);
        double list = result.Seconds(List) / result.Seconds(ours);
        session.AddTarget(Name, $"{form}: <= {Text.Ratio(Most)} x writing by index", $"{Text.Ratio(array)} x", array <= Most);
        session.AddTarget(Name, $"{form}: >= {LeastGain} x faster than a locked List", $"{Text.Ratio(list)} x", list >= LeastGain);
    }

    private static long Value(int i, int rounds)
    {
        long value = i * 7L;
        for (int k = 0; k < rounds; k++)
            value = (value * 0x5851F42D4C957F2D) + 1;
        return value;
    }

    private static long[] ArrayByIndex(int rounds)
    {
        long[] results = new long[Length];
        ParallelRange.Run(0, Length, i => results[i] = Value(i, rounds));
        return results;
    }

    private static long[] ArrayByChunk(int rounds)
    {
        long[] results = new long[Length];
        ParallelRange.Run(0, Length, s_chunk, (start, end) =>
        {
            for (int i = start; i < end; i++)
                results[i] = Value(i, rounds);
        });
        return results;
    }

    private static long[] CollectorByIndex(int rounds)
    {
        var results = new OrderedCollector<long>();
        ParallelRange.Run(0, Length, i => results.Add(i, Value(i, rounds)));
        return results.ToArray();
    }

    private static long[] CollectorByChunk(int rounds)
    {
        var results = new OrderedCollector<long>();
        ParallelRange.Run(0, Length, s_chunk, (start, end) =>
        {
            for (int i = start; i < end; i++)
                results.Add(i, Value(i, rounds));
        });
        return results.ToArray();
    }

    private static long[] CollectorByRange(int rounds)
    {
        var results = new OrderedCollector<long>();
        ParallelRange.Run(0, Length, s_chunk, (start, end) =>
        {
            Span<long> chunk = stackalloc long[4096];
            for (int i = start; i < end; i++)
                chunk[i - start] = Value(i, rounds);
            results.AddRange(start, chunk[..(end - start)]);
        });
        return results.ToArray();
    }

    private static long[] ListByIndex(int rounds)
    {
        var results = new List<long>();
        ParallelRange.Run(0, Length, i =>
        {
            long value = Value(i, rounds);
            lock (results)
                results.Add(value);
        });
        return [.. results];
    }

    private static long[] ListByChunk(int rounds)
    {
        var results = new List<long>();
        ParallelRange.Run(0, Length, s_chunk, (start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                long value = Value(i, rounds);
                lock (results)
                    results.Add(value);
            }
        });
        return [.. results];
    }

    private static long[] Bag(int rounds)
    {
        var results = new ConcurrentBag<long>();
        ParallelRange.Run(0, Length, i => results.Add(Value(i, rounds)));
        return [.. results];
    }
}
