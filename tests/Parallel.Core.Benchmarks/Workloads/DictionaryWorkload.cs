using System.Collections.Concurrent;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Collections;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Look-ups and stores in a dictionary, by one thread: what the wrapper adds to the lock that it stands for.</summary>
internal sealed class DictionaryWorkload : IWorkload
{
    private const int Keys = 1_000;
    private const double Most = 1.15;
    private const string Plain = "Dictionary under lock";
    private const string Wrapped = "SynchronizedDictionary";

    public string Name => "dictionary";

    public void Run(CompareSession session)
    {
        long found = 0;
        var race = new Race("dictionary, one thread, 1,000 x (look up, store)") { Checksum = () => found, Items = 2 * Keys };
        object gate = new();
        var plain = new Dictionary<int, long>();
        var wrapped = new SynchronizedDictionary<int, long>();
        var concurrent = new ConcurrentDictionary<int, long>();
        for (int key = 0; key < Keys; key++)
        {
            plain[key] = wrapped[key] = concurrent[key] = key;
        }

        race.Add(ContenderRole.Sequential, Plain, Repeat.Of(() =>
        {
            long sum = 0;
            for (int key = 0; key < Keys; key++)
            {
                lock (gate)
                {
                    if (plain.TryGetValue(key, out long value))
                        sum += value;
                }

                lock (gate)
                    plain[key] = key;
            }

            found = sum;
        }));
        race.Add(ContenderRole.Ours, Wrapped, Repeat.Of(() =>
        {
            long sum = 0;
            for (int key = 0; key < Keys; key++)
            {
                if (wrapped.TryGetValue(key, out long value))
                    sum += value;
                wrapped[key] = key;
            }

            found = sum;
        }));
        race.Add(ContenderRole.Peer, "ConcurrentDictionary", Repeat.Of(() =>
        {
            long sum = 0;
            for (int key = 0; key < Keys; key++)
            {
                if (concurrent.TryGetValue(key, out long value))
                    sum += value;
                concurrent[key] = key;
            }

            found = sum;
        }));
        RaceResult result = session.Race(race, session.ShortCalls);
        double ratio = result.Seconds(Wrapped) / result.Seconds(Plain);
        session.AddTarget(Name, $"<= {Text.Ratio(Most)} x a Dictionary under lock", $"{Text.Ratio(ratio)} x", ratio <= Most);
    }
}
