using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Bodies that wait a millisecond, as the timer sees it: the ideal is as many loops as the degree, each with its share, that know nothing of each other.</summary>
internal sealed class AsyncWaitsWorkload : IWorkload
{
    private const int Degree = 64;
    private const double MostOfIdeal = 1.15;
    private const double MostOfUnordered = 1.05;
    private const string Ideal = "64 loops that share nothing";

    public string Name => "async-waits";

    public void Run(CompareSession session)
    {
        int count = session.IsQuick ? 2_000 : 10_000;
        long sum = 0;
        Func<int, CancellationToken, ValueTask> body = async (_, _) => await Task.Delay(1).ConfigureAwait(false);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Degree };
        var race = new Race($"{count:N0} bodies that wait 1 ms, degree {Degree}") { Items = count }
            .Add(ContenderRole.Sequential, Ideal, Repeat.OfTask(() => ShareAsync(count, body)))
            .Add(ContenderRole.Ours, AsyncNames.RunAsync, Repeat.OfTask(() => ParallelRange.RunAsync(0, count, Degree, body)))
            .Add(ContenderRole.Ours, AsyncNames.Ordered, Repeat.OfTask(() => SumAsync(Select(count))))
            .Add(ContenderRole.Ours, AsyncNames.Unordered, Repeat.OfTask(() => SumAsync(Select(count).Unordered())))
            .Add(ContenderRole.Peer, AsyncNames.ForEachAsync, Repeat.OfTask(() => Parallel.ForEachAsync(Enumerable.Range(0, count), options, body)));
        RaceResult result = session.Race(race, session.LongCalls with { WarmUps = 1, Budget = 2 * session.LongCalls.Budget });
        Judge($"<= {Text.Ratio(MostOfIdeal)} x the ideal", result.Seconds(AsyncNames.RunAsync) / result.Seconds(Ideal), MostOfIdeal);
        Judge($"ordered results <= {Text.Ratio(MostOfUnordered)} x unordered ones", result.Seconds(AsyncNames.Ordered) / result.Seconds(AsyncNames.Unordered), MostOfUnordered);

        void Judge(string goal, double ratio, double most) => session.AddTarget(Name, goal, $"{Text.Ratio(ratio)} x", ratio <= most);

        async Task SumAsync(IAsyncEnumerable<int> results)
        {
            await foreach (int x in results.ConfigureAwait(false))
            {
                sum += x;
            }
        }
    }

    private static ParallelAsyncSequence<int> Select(int count) => Enumerable.Range(0, count).SelectParallelAsync(Degree, static async (i, _) =>
    {
        await Task.Delay(1).ConfigureAwait(false);
        return i;
    });

    private static Task ShareAsync(int count, Func<int, CancellationToken, ValueTask> body) => Task.WhenAll(Enumerable.Range(0, Degree).Select(async lane =>
    {
        for (int i = lane; i < count; i += Degree)
        {
            await body(i, CancellationToken.None).ConfigureAwait(false);
        }
    }));
}
