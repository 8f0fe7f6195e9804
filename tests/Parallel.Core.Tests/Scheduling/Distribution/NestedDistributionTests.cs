namespace ParallelCore.Tests.Scheduling.Distribution;

/// <summary>Work within work: a body for each worker runs at once, whatever the parts of the computation that they belong to.</summary>
/// <remarks>All workers are needed, so none may wait for the others before it has come: whoever begins a loop runs its first body itself, and so do the scopes here.</remarks>
public sealed class NestedDistributionTests
{
    private static readonly Dictionary<string, Action<Action<int>>> s_outer = new()
    {
        ["loop"] = static half => ParallelRange.Run(0, 2, 1, half),
        ["forks"] = static half => ForkTree.ByActions(ForkTree.Halves(2, half)),
        ["scope"] = static half => ForkJoin.Scope(scope =>
        {
            scope.Spawn(1, half);
            half(0);
        }),
        ["sequence"] = static half => ParallelRange.From(0, 2).WithChunk(1).ForEach(half),
    };

    private static readonly Dictionary<string, Action<int, Action>> s_inner = new()
    {
        ["loop"] = static (count, body) => ParallelRange.Run(0, count, 1, _ => body()),
        ["forks"] = static (count, body) => ForkTree.ByActions(ForkTree.Halves(count, _ => body())),
        ["scope"] = static (count, body) => ForkJoin.Scope(scope =>
        {
            for (int i = 1; i < count; i++)
                scope.Spawn(body);
            body();
        }),
        ["sequence"] = static (count, body) => ParallelRange.From(0, count).Select(i => Then(i, body)).WithChunk(1).Sum(),
    };

    public static TheoryData<string, string> Pairs => new PairData<string, string>(s_outer.Keys, s_inner.Keys);

    public static TheoryData<int> EvenSizes => new(Schedulers.Sizes.Where(workers => workers % 2 == 0));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Halves_BodyForEachWorker_AllMeet(string outer, string inner)
    {
        foreach ((int workers, Past past) in Effort.Pairs(Schedulers.Sizes, (Past[])[Past.Unknown, Past.Short]))
        {
            past.Live(Run);
            Rendezvous.Of(workers, meeting => Run(meeting.Meet));

            void Run(Action body) => Schedulers.On(workers, () => s_outer[outer](half => s_inner[inner]((workers + half) / 2, body)));
        }
    }

    [Theory]
    [MemberData(nameof(EvenSizes))]
    public void Loops_OuterBodiesMeetThenInnerOnes_AllMeet(int workers) => Rendezvous.Of(workers / 2, outer => Rendezvous.Of(workers, inner =>
    {
        void Body(int index)
        {
            outer.Meet();
            ParallelRange.Run(0, 2, 1, _ => inner.Meet());
        }

        ParallelRange.Run(0, workers / 2, 1, Body, Schedulers.Options(workers));
    }));

    private static int Then(int item, Action body)
    {
        body();
        return item;
    }
}
