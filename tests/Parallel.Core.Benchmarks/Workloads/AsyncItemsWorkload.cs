using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>What a loop that waits costs per item, where the body doesn't wait, or only lets others have the thread.</summary>
internal sealed class AsyncItemsWorkload : IWorkload
{
    private const int Degree = 16;
    private const int BytesPerLane = 1024;
    private const double MostOfCompleted = 0.6;
    private const double MostOfYielding = 0.8;

    public string Name => "async-items";

    public void Run(CompareSession session)
    {
        Measure(session, session.IsQuick ? 100_000 : 1_000_000, "complete at once", MostOfCompleted, static (_, _) => default);
        Measure(session, session.IsQuick ? 20_000 : 100_000, "await Task.Yield()", MostOfYielding, static async (_, _) => await Task.Yield());
    }

    private void Measure(CompareSession session, int count, string what, double most, Func<int, CancellationToken, ValueTask> body)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Degree };
        var race = new Race($"{count:N0} bodies that {what}, degree {Degree}") { Items = count }
            .Add(ContenderRole.Sequential, AsyncNames.PlainLoop, Repeat.OfTask(() => PlainAsync(count, body)))
            .Add(ContenderRole.Ours, AsyncNames.RunAsync, Repeat.OfTask(() => ParallelRange.RunAsync(0, count, Degree, body)))
            .Add(ContenderRole.Peer, AsyncNames.ForEachAsync, Repeat.OfTask(() => Parallel.ForEachAsync(Enumerable.Range(0, count), options, body)))
            .Add(ContenderRole.Peer, AsyncNames.ForAsync, Repeat.OfTask(() => Parallel.ForAsync(0, count, options, body)));
        RaceResult result = session.Race(race, session.LongCalls);
        double ratio = result.Seconds(AsyncNames.RunAsync) / result.Seconds(AsyncNames.ForEachAsync);
        session.AddTarget(Name, $"{what}: <= {Text.Ratio(most)} x {AsyncNames.ForEachAsync}", $"{Text.Ratio(ratio)} x", ratio <= most);
        if (most == MostOfCompleted)
        {
            double bytes = result.Entries.Single(static entry => entry.Name == AsyncNames.RunAsync).Bytes ?? double.NaN;
            session.AddTarget(Name, $"{what}: nothing allocated per item, <= {BytesPerLane} bytes per lane", $"{Text.Bytes(bytes / Degree)} per lane", bytes <= Degree * BytesPerLane);
        }
    }

    private static async Task PlainAsync(int count, Func<int, CancellationToken, ValueTask> body)
    {
        for (int i = 0; i < count; i++)
        {
            await body(i, CancellationToken.None).ConfigureAwait(false);
        }
    }
}

/// <summary>What the contenders are called.</summary>
internal static class AsyncNames
{
    public const string PlainLoop = "loop with await";
    public const string RunAsync = "RunAsync";
    public const string Ordered = "SelectParallelAsync";
    public const string Unordered = "SelectParallelAsync, unordered";
    public const string ForEachAsync = "Parallel.ForEachAsync";
    public const string ForAsync = "Parallel.ForAsync";
    public const string Channels = "channel and as many loops";
}
