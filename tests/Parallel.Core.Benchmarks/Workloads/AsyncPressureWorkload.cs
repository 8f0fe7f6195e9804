using ParallelCore.Benchmarks.Comparing;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>One fast producer and one slow stage: how many items there are in between, whatever the length.</summary>
internal sealed class AsyncPressureWorkload : IWorkload
{
    private const int Capacity = 1000;
    private const int Hands = 3 * 256; // what the stages may have in hand

    public string Name => "async-pressure";

    public void Run(CompareSession session)
    {
        foreach (int count in session.IsQuick ? (int[])[20_000, 100_000] : [100_000, 1_000_000])
        {
            long made = 0;
            long taken = 0;
            long most = 0;
            Pipeline.From(Source(), Capacity).Select(static x => x, Capacity).ForEach(async (_, _) =>
            {
                if (++taken % 64 == 0)
                {
                    await Task.Yield();
                }

                Thread.SpinWait(20);
                most = Math.Max(most, Volatile.Read(ref made) - taken);
            }).GetAwaiter().GetResult();
            session.AddTarget(Name, $"{count:N0} items through queues of {Capacity:N0}: never more than {(2 * Capacity) + Hands:N0} at once", $"{most:N0}", most <= (2 * Capacity) + Hands);

            IEnumerable<long> Source()
            {
                while (made < count)
                {
                    yield return ++made;
                }
            }
        }
    }
}
