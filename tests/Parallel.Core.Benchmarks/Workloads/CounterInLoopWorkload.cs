using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Counters;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A loop whose body does nothing but count.</summary>
internal sealed class CounterInLoopWorkload : IWorkload
{
    private const int Length = 4_000_000;
    private const double Most = 1e-9;
    private const string Nothing = ", nothing";
    private const string Counted = ", StripedCounter";
    private static StripedCounter s_counter = new();
    private static long s_field;
    private static int s_read;

    public string Name => "counter-in-loop";

    public void Run(CompareSession session)
    {
        long total = 0;
        s_counter = new StripedCounter();
        s_read = Length;
        var race = new Race("loop of 4M that only counts") { Checksum = () => total == 0 ? Length : total, Items = Length };
        Add(ContenderRole.Sequential, "plain loop, nothing", static n => Plain(n));
        Add(ContenderRole.Ours, LoopNames.Struct + Nothing, static n => ParallelRange.Run(0, n, ChunkPolicy.Auto, default(NothingRange)));
        Add(ContenderRole.Ours, LoopNames.Struct + Counted, static n => ParallelRange.Run(0, n, ChunkPolicy.Auto, default(CountingRange)));
        Add(ContenderRole.Ours, LoopNames.PerChunk + Nothing, static n => ParallelRange.Run(0, n, ChunkPolicy.Auto, static (start, end) => default(NothingRange).Invoke(start, end)));
        Add(ContenderRole.Ours, LoopNames.PerChunk + Counted, static n => ParallelRange.Run(0, n, ChunkPolicy.Auto, static (start, end) => default(CountingRange).Invoke(start, end)));
        Add(ContenderRole.Ours, LoopNames.PerIndex + Nothing, static n => ParallelRange.Run(0, n, static _ => Volatile.Read(ref s_read)));
        Add(ContenderRole.Ours, LoopNames.PerIndex + Counted, static n => ParallelRange.Run(0, n, static _ => s_counter.Increment()));
        Add(ContenderRole.Peer, LoopNames.PerIndex + ", Interlocked", static n => ParallelRange.Run(0, n, static _ => Interlocked.Increment(ref s_field)));
        RaceResult result = session.Race(race, session.LongCalls);
        foreach (string form in (string[])[LoopNames.Struct, LoopNames.PerChunk, LoopNames.PerIndex])
        {
            double above = (result.Seconds(form + Counted) - result.Seconds(form + Nothing)) / Length * session.Processors;
            session.AddTarget(Name, $"{form}: <= {Text.Time(Most)} above the empty loop, a processor", Text.Time(above), above <= Most);
        }

        void Add(ContenderRole role, string name, Action<int> loop) => race.Add(role, name, calls =>
        {
            for (; calls > 0; calls--)
            {
                loop(Length);
                total = s_counter.SumThenReset();
            }
        });
    }

    private static void Plain(int n)
    {
        for (int i = 0; i < n; i++)
            Volatile.Read(ref s_read);
    }

    private readonly struct NothingRange : IRangeBody
    {
        public void Invoke(int start, int end)
        {
            for (int i = start; i < end; i++)
                Volatile.Read(ref s_read);
        }
    }

    private readonly struct CountingRange : IRangeBody
    {
        public void Invoke(int start, int end)
        {
            StripedCounter counter = s_counter;
            for (int i = start; i < end; i++)
                counter.Increment();
        }
    }
}
