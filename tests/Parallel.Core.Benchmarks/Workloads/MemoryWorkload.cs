using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;
using ParallelCore.Counters;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A loop that only reads memory, and one that also computes, for items from a few bytes to many: where the memory that all cores share is what they wait for.</summary>
internal sealed class MemoryWorkload : IWorkload
{
    private const double ComputedNanoseconds = 50;
    private const int Number = sizeof(long);

    /// <summary>Calls are short: so many that what else the machine does for a second decides no median.</summary>
    private const int MostRounds = 401;
    private static readonly int[] s_bytes = [0, 8, 32, 128, 512];

    public string Name => "memory";

    public void Run(CompareSession session)
    {
        // All ones, so that a sum says how much was read, wherever that was.
        long[] memory = new long[(session.IsQuick ? 128 : 512) * (1 << 20) / Number];
        Array.Fill(memory, 1);
        foreach (double nanoseconds in (double[])[0, ComputedNanoseconds])
        {
            foreach (int bytes in s_bytes.Where(bytes => bytes + nanoseconds > 0))
            {
                Measure(session, memory, bytes, nanoseconds);
            }
        }

        MemoryTable.Show(session.Memory);
    }

    private static void Measure(CompareSession session, long[] memory, int bytes, double nanoseconds)
    {
        int items = session.IsQuick ? 50_000 : 200_000;
        int length = bytes / Number;
        int steps = nanoseconds == 0 ? 0 : SpinCalibration.For(nanoseconds).Steps;
        StripedCounter read = new(), computed = new();
        int next = 0;
        var race = new Race($"items of {bytes} bytes{(nanoseconds == 0 ? "" : $" and {nanoseconds} ns")}")
        {
            Items = items,
            Reset = () => _ = read.SumThenReset() + computed.SumThenReset(),
            Checksum = () => read.Sum() + (31 * computed.Sum()),
        };
        race.Add(ContenderRole.Sequential, LoopNames.Plain, Repeat.Of(() => Part().Invoke(0, items)));
        race.Add(ContenderRole.Ours, LoopNames.Struct, Repeat.Of(() => ParallelRange.Run(0, items, ChunkPolicy.Auto, Part())));
        RaceResult result = session.Race(race, session.LongCalls with { Budget = session.IsQuick ? 1 : 4, MaxRounds = MostRounds });
        session.Add(new MemoryFigure(bytes, nanoseconds, result.Seconds(LoopNames.Plain) / items * 1e9, result.Seconds(LoopNames.Struct) / items * 1e9));

        // Each call reads on where the last one ended: by the time it comes round, the caches have forgotten.
        StreamRange Part()
        {
            int first = next + (items * length) <= memory.Length ? next : 0;
            next = first + (items * length);
            return new StreamRange(memory, first, length, steps, read, computed);
        }
    }
}
