using FluentAssertions;

namespace ParallelCore.Tests.Scheduling.Distribution;

/// <summary>A limit is reached and not passed: so many workers as are allowed run at once, whatever they are allowed for.</summary>
public sealed class LimitDistributionTests
{
    /// <summary>What calls a body so often, on at most so many of the workers.</summary>
    private static readonly Dictionary<string, Action<int, Action, RangeOptions>> s_works = new()
    {
        ["loop"] = static (bodies, body, options) => ParallelRange.Run(0, bodies, 1, _ => body(), options),
        ["automatic loop"] = static (bodies, body, options) => ParallelRange.Run(0, bodies, _ => body(), options),
        ["sequence"] = static (bodies, body, options) =>
            ParallelRange.From(0, bodies).WithChunk(1).On(options.Scheduler!).WithMaxWorkers(options.MaxWorkers).ForEach(_ => body()),
        ["loop in a loop"] = static (bodies, body, options) => ParallelRange.Run(0, 1, _ => ParallelRange.Run(0, bodies, 1, _ => body()), options),
        ["forks in a loop"] = static (bodies, body, options) => ParallelRange.Run(0, 1, _ => ForkTree.ByActions(ForkTree.Halves(bodies, _ => body())), options),
        ["scope in a loop"] = static (bodies, body, options) => ParallelRange.Run(
            0,
            1,
            _ => ForkJoin.Scope(scope =>
            {
                for (int i = 0; i < bodies; i++)
                    scope.Spawn(body);
            }),
            options),
    };

    public static TheoryData<string> Works => new(s_works.Keys);

    [Theory]
    [MemberData(nameof(Works))]
    public void MaxWorkers_BelowTheWorkers_SoManyMeetAndNoMore(string work)
    {
        foreach ((int most, int workers) in ((int, int)[])[(2, 3), (2, 16), (3, 8), (15, 16), (7, 64), (64, 256)])
        {
            RangeOptions options = Schedulers.Options(workers).With(maxWorkers: most);
            foreach (Past past in (Past[])[Past.Unknown, Past.Short])
            {
                var gauge = new Gauge();
                past.Live(body => s_works[work](4 * most, body, options));
                Rendezvous.Of(most, meeting =>
                {
                    int begun = 0;
                    s_works[work](
                        4 * most,
                        () => gauge.Around(() =>
                        {
                            if (Interlocked.Increment(ref begun) <= most)
                                meeting.Meet();
                            else
                                Thread.SpinWait(2_000);
                        }),
                        options);
                });
                gauge.Most.Should().Be(most);
            }
        }
    }
}
