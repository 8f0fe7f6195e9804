using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A service with so many places, of which the loop doesn't know: the degree that finds them, beside the one that has been told. Then a service that refuses whoever
/// is one too many.</summary>
internal sealed class AsyncDegreeWorkload : IWorkload
{
    private const int Places = 32;
    private const int MostBodies = 256;
    private const int Milliseconds = 4;
    private const double MostOfKnown = 1.25;
    private const double MostRefused = 0.01;
    private const string Known = "degree 32";
    private const string TooLow = "degree 16";
    private const string TooHigh = "degree 64";
    private const string Adaptive = "adaptive, from 1";

    public string Name => "async-degree";

    public void Run(CompareSession session)
    {
        int count = session.IsQuick ? 2_000 : 10_000;
        using var service = new SemaphoreSlim(Places);
        var race = new Race($"{count:N0} calls of {Milliseconds} ms to a service of {Places} places") { Items = count }
            .Add(ContenderRole.Sequential, Known, Repeat.OfTask(() => ParallelRange.RunAsync(0, count, Places, AskAsync)))
            .Add(ContenderRole.Peer, TooLow, Repeat.OfTask(() => ParallelRange.RunAsync(0, count, Places / 2, AskAsync)))
            .Add(ContenderRole.Peer, TooHigh, Repeat.OfTask(() => ParallelRange.RunAsync(0, count, 2 * Places, AskAsync)))
            .Add(ContenderRole.Ours, Adaptive, Repeat.OfTask(() => ParallelRange.RunAsync(0, count, AsyncDegree.Adaptive(1, MostBodies), AskAsync)));
        RaceResult result = session.Race(race, session.LongCalls with { WarmUps = 1 });
        double ratio = result.Seconds(Adaptive) / result.Seconds(Known);
        session.AddTarget(Name, $"adaptive, from 1: <= {Text.Ratio(MostOfKnown)} x the degree that fits", $"{Text.Ratio(ratio)} x", ratio <= MostOfKnown);

        int refused = Refused(count, AsyncDegree.Adaptive(1, MostBodies));
        int refusedToMany = Refused(count, 2 * Places);
        session.AddTarget(
            Name, $"adaptive, from 1: the service refuses <= {MostRefused:P0} of {count:N0} calls", $"{refused:N0}; of {TooHigh}, {refusedToMany:N0}", refused <= MostRefused * count);

        async ValueTask AskAsync(int item, CancellationToken cancellationToken)
        {
            await service.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await Task.Delay(Milliseconds, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                service.Release();
            }
        }
    }

    private static int Refused(int count, AsyncDegree degree)
    {
        int inside = 0;
        return ParallelRange.RunAsync(0, count, degree, AskAsync, new AsyncOptions { ContinueOnError = true }).GetAwaiter().GetResult().Failures.Count;

        async ValueTask AskAsync(int item, CancellationToken cancellationToken)
        {
            try
            {
                if (Interlocked.Increment(ref inside) > Places)
                {
                    throw new InvalidOperationException("The service has no place.");
                }

                await Task.Delay(Milliseconds, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref inside);
            }
        }
    }
}
