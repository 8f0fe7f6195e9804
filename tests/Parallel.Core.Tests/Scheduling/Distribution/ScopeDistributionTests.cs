namespace ParallelCore.Tests.Scheduling.Distribution;

/// <summary>What a scope has spawned is taken over at once, wherever in the scope it was spawned and whatever the spawning thread does meanwhile.</summary>
public sealed class ScopeDistributionTests
{
    /// <summary>More spawns than a worker lets wait.</summary>
    private const int Crowd = 5_000;

    private static readonly Dictionary<string, Action<ForkScope, Action>> s_places = new()
    {
        ["body"] = static (_, spawner) => spawner(),
        ["spawned body"] = static (scope, spawner) => scope.Spawn(spawner),
        ["body spawned by a spawned body"] = static (scope, spawner) => scope.Spawn(() => scope.Spawn(spawner)),
        ["loop of one"] = static (_, spawner) => ParallelRange.Run(0, 1, _ => spawner()),
        ["loop of a few"] = static (_, spawner) => ParallelRange.Run(0, 5, 1, i => RunIf(i == 2, spawner)),
        ["sequence"] = static (_, spawner) => ParallelRange.From(0, 5).WithChunk(1).ForEach(i => RunIf(i == 2, spawner)),
        ["left side of a fork"] = static (_, spawner) => ForkJoin.Invoke(spawner, static () => { }),
        ["right side of a fork"] = static (_, spawner) => ForkJoin.Invoke(static () => { }, spawner),
        ["below many forks"] = static (_, spawner) => ForkTree.ByActions(ForkTree.Spine(20, leaf => RunIf(leaf == 0, spawner))),
    };

    public static TheoryData<int> Workers => new(Schedulers.Sizes);

    public static TheoryData<string, int> PlacesAndWorkers => new PairData<string, int>(s_places.Keys, Schedulers.Sizes);

    [Theory]
    [MemberData(nameof(PlacesAndWorkers))]
    public void Spawn_OneForEachWorker_AllMeet(string place, int workers) => Meet(workers, (scope, meeting) => s_places[place](scope, () =>
    {
        for (int i = 0; i < workers; i++)
            scope.Spawn(meeting.Meet);
    }));

    [Theory]
    [MemberData(nameof(PlacesAndWorkers))]
    public void Spawn_SpawnerWaitsForItsSpawns_AllMeet(string place, int workers) => Meet(workers, (scope, meeting) => s_places[place](scope, () =>
    {
        for (int i = 1; i < workers; i++)
            scope.Spawn(meeting, static its => its.Meet());
        meeting.Meet();
    }));

    [Theory]
    [MemberData(nameof(Workers))]
    public void Spawn_FirstOfACrowd_AllMeet(int workers) => Meet(workers, (scope, meeting) =>
    {
        for (int i = 0; i < Crowd; i++)
            scope.Spawn(i < workers ? meeting.Meet : static () => { });
    });

    /// <summary>The first ones keep the other workers busy until the crowd is there.</summary>
    [Theory]
    [MemberData(nameof(Workers))]
    public void Spawn_LastOfACrowdWaitsForAllOthers_AllRun(int workers) => Rendezvous.Of(Crowd, all => Meet(workers, (scope, begun) =>
    {
        for (int i = 1; i < Crowd; i++)
        {
            scope.Spawn(i < workers, isBusy =>
            {
                if (isBusy)
                    begun.Meet();
                all.Come();
            });
        }

        scope.Spawn(() =>
        {
            begun.Meet();
            all.Meet();
        });
    }));

    private static void Meet(int workers, Action<ForkScope, Rendezvous> body) =>
        Rendezvous.Of(workers, meeting => Schedulers.On(workers, () => ForkJoin.Scope(scope => body(scope, meeting))));

    private static void RunIf(bool isWanted, Action action)
    {
        if (isWanted)
            action();
    }
}
