using System.Collections.Concurrent;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Collections;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A loop that makes one result an index, and an array of all results at its end.</summary>
internal sealed class CollectorWorkload : IWorkload
{
    private const int Length = 1_000_000;
    private const double LeastGain = 3;
    private const double Most = 1.2;
    private const string Array = "array, by index";
    private const string List = "locked List";
    private const string Collector = "OrderedCollector";
    private static readonly ChunkPolicy s_chunk = 4096;

    public string Name => "collector";

    public void Run(CompareSession session)
    {
        foreach (string form in (string[])[LoopNames.PerIndex, LoopNames.PerChunk])
        {
            bool isPerIndex = form == LoopNames.PerIndex;
            long[] last = [];
            var race = new Race($"collect 1M results, {form}") { Checksum = () => last.Sum(), Items = Length };
            Add(ContenderRole.Sequential, Array, n => isPerIndex ? ArrayByIndex(n) : ArrayByChunk(n));
            Add(ContenderRole.Ours, Collector, n => isPerIndex ? CollectorByIndex(n) : CollectorByChunk(n));
            Add(ContenderRole.Peer, List, n => isPerIndex ? ListByIndex(n) : ListByChunk(n));
            Add(ContenderRole.Peer, "ConcurrentBag", Bag);
            RaceResult result = session.Race(race, session.LongCalls);
            double array = result.Seconds(Collector) / result.Seconds(Array);
            double list = result.Seconds(List) / result.Seconds(Collector);
            session.AddTarget(Name, $"{form}: <= {Text.Ratio(Most)} x writing by index", $"{Text.Ratio(array)} x", array <= Most);
            session.AddTarget(Name, $"{form}: >= {LeastGain} x faster than a locked List", $"{Text.Ratio(list)} x", list >= LeastGain);

            void Add(ContenderRole role, string name, Func<int, long[]> loop) => race.Add(role, name, calls =>
            {
                for (; calls > 0; calls--)
                {
                    last = loop(Length);
                }
            });
        }
    }

    private static long Value(int i) => i * 7L;

    private static long[] ArrayByIndex(int n)
    {
        long[] results = new long[n];
        ParallelRange.Run(0, n, i => results[i] = Value(i));
        return results;
    }

    private static long[] ArrayByChunk(int n)
    {
        long[] results = new long[n];
        ParallelRange.Run(0, n, s_chunk, (start, end) =>
        {
            for (int i = start; i < end; i++)
                results[i] = Value(i);
        });
        return results;
    }

    private static long[] CollectorByIndex(int n)
    {
        var results = new OrderedCollector<long>();
        ParallelRange.Run(0, n, i => results.Add(i, Value(i)));
        return results.ToArray();
    }

    private static long[] CollectorByChunk(int n)
    {
        var results = new OrderedCollector<long>();
        ParallelRange.Run(0, n, s_chunk, (start, end) =>
        {
            for (int i = start; i < end; i++)
                results.Add(i, Value(i));
        });
        return results.ToArray();
    }

    private static long[] ListByIndex(int n)
    {
        var results = new List<long>();
        ParallelRange.Run(0, n, i =>
        {
            lock (results)
                results.Add(Value(i));
        });
        return [.. results];
    }

    private static long[] ListByChunk(int n)
    {
        var results = new List<long>();
        ParallelRange.Run(0, n, s_chunk, (start, end) =>
        {
            for (int i = start; i < end; i++)
            {
                lock (results)
                    results.Add(Value(i));
            }
        });
        return [.. results];
    }

    private static long[] Bag(int n)
    {
        var results = new ConcurrentBag<long>();
        ParallelRange.Run(0, n, i => results.Add(Value(i)));
        return [.. results];
    }
}
