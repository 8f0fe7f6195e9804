using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>Every way to hand bodies to the library.</summary>
internal static class CallForms
{
    private static readonly AsyncLocal<object?> s_other = new();

    private static readonly CallForm[] s_all =
    [
        new("loop", CallKind.Shared, (scheduler, body) => ParallelRange.Run(0, 2, 1, _ => body(), On(scheduler))),
        new("long loop", CallKind.Shared, (scheduler, body) => ParallelRange.Run(0L, 2L, 1, _ => body(), On(scheduler))),
        new("loop of chunks", CallKind.Shared, (scheduler, body) => ParallelRange.Run(0, 2, 1, (_, _) => body(), On(scheduler))),
        new("loop with a state", CallKind.Shared, (scheduler, body) => ParallelRange.Run(0, 2, 1, body, static (_, _, state) => state(), On(scheduler))),
        new("loop of a struct", CallKind.Shared, (scheduler, body) => ParallelRange.Run(0, 2, 1, new LoopBody(body), On(scheduler))),
        new("loop until", CallKind.Shared, (scheduler, body) => ParallelRange.RunUntil(0, 2, 1, _ => Go(body) > 0, On(scheduler))),
        new("loop until with the loop", CallKind.Shared, (scheduler, body) => ParallelRange.RunUntil(0, 2, 1, (int _, LoopState _) => Go(body) > 0, On(scheduler))),
        new("loop over tiles", CallKind.Shared, (scheduler, body) => ParallelRange.RunTiles(2, 1, 1, 1, (_, _, _, _) => body(), On(scheduler))),
        new("loop over spans", CallKind.Shared, (scheduler, body) => ParallelRange.ForEachSpan(new int[2], 1, (_, _) => body(), On(scheduler))),
        new("loop of fewer workers", CallKind.Shared, (scheduler, body) => ParallelRange.Run(0, 2, 1, _ => body(), On(scheduler).With(maxWorkers: 2))),
        new("loop in a loop", CallKind.Shared, (scheduler, body) => ParallelRange.Run(0, 1, 1, _ => ParallelRange.Run(0, 2, 1, _ => body()), On(scheduler))),
        new("loop in a changed context", CallKind.Shared, (scheduler, body) => ParallelRange.Run(0, 1, 1, _ => InChangedContext(() => ParallelRange.Run(0, 2, 1, _ => body())), On(scheduler))),
        new("fork of actions", CallKind.Shared, (scheduler, body) => scheduler.Run(() => ForkJoin.Invoke(body, body))),
        new("fork of functions", CallKind.Shared, (scheduler, body) => scheduler.Run(() => ForkJoin.Invoke(() => Go(body), () => Go(body)))),
        new("fork in a changed context", CallKind.Shared, (scheduler, body) => scheduler.Run(() => InChangedContext(() => ForkJoin.Invoke(body, body)))),
        new("fork with states", CallKind.Recursive, (scheduler, body) => scheduler.Run(() => ForkJoin.Invoke(body, body, static state => Go(state)))),
        new("fork of a struct", CallKind.Recursive, (scheduler, body) => scheduler.Run(() => ForkJoin.Invoke<Action, int, LeafBody>(body, body, default))),
        new("recursion", CallKind.Shared, (scheduler, body) => scheduler.Run(() => ForkJoin.Run<Action, int, TreeBody>(body, default))),
        new("scope", CallKind.Shared, (scheduler, body) => scheduler.Run(() => ForkJoin.Scope(scope =>
        {
            scope.Spawn(body);
            scope.Spawn(body);
        }))),
        new("scope with states", CallKind.Shared, (scheduler, body) => scheduler.Run(() => ForkJoin.Scope(scope =>
        {
            scope.Spawn(body, static state => state());
            scope.Spawn(body, static state => state());
        }))),
        new("sequence for each", CallKind.Shared, (scheduler, body) => ParallelRange.From(0, 2).On(scheduler).WithChunk(1).ForEach(_ => body())),
        new("sequence for each with a local", CallKind.Shared, (scheduler, body) => ParallelRange.From(0, 2).On(scheduler).WithChunk(1).ForEach(static () => 0, (_, local) => local + Go(body), static _ => { })),
        new("sequence sum", CallKind.Shared, (scheduler, body) => ParallelRange.From(0, 2).On(scheduler).WithChunk(1).Select(_ => Go(body)).Sum()),
        new("sequence to array", CallKind.Shared, (scheduler, body) => ParallelRange.From(0, 2).On(scheduler).WithChunk(1).Select(_ => Go(body)).ToArray()),
        new("transform", CallKind.OnCaller, (scheduler, body) => ParallelAlgorithms.Transform(new int[2], _ => Go(body), On(scheduler).With(maxWorkers: 1))),
        new("sort", CallKind.OnCaller, (scheduler, body) => ParallelAlgorithms.Sort(Enumerable.Range(0, 10_000).Select(i => i * 7919 % 10_000).ToArray(), (left, right) => Go(body) + left.CompareTo(right), On(scheduler))),
        new("scheduler", CallKind.OnCaller, (scheduler, body) => scheduler.Run(() =>
        {
            body();
            body();
        })),
        new("loop in a task", CallKind.Peer, (scheduler, body) => Task.Factory.StartNew(
            () => ParallelRange.Run(0, 2, 1, _ => body()), CancellationToken.None, TaskCreationOptions.None, scheduler.AsTaskScheduler()).GetAwaiter().GetResult()),
        new("Parallel.For", CallKind.Peer, (_, body) => Parallel.For(0, 2, _ => body())),
        new("Parallel.Invoke", CallKind.Peer, (_, body) => Parallel.Invoke(body, body)),
        new("PLINQ", CallKind.Peer, (_, body) => ParallelEnumerable.Range(0, 2).WithDegreeOfParallelism(2).ForAll(_ => body())),
    ];

    public static TheoryData<string> All => Names(_ => true);

    public static TheoryData<string> Ours => Names(form => form.Kind != CallKind.Peer);

    /// <summary>Those that look at the execution context also where the calling thread is a worker already.</summary>
    public static TheoryData<string> Careful => Names(form => form.Kind is not (CallKind.Recursive or CallKind.Peer));

    /// <summary>All of them, or one of so many shares.</summary>
    public static TheoryData<string> Share(int share, int shares) =>
        new(s_all.Where((_, i) => Effort.Pick(quick: i % shares == share, full: true)).Select(form => form.Name));

    public static CallForm Named(string name) => Array.Find(s_all, form => form.Name == name)!;

    private static TheoryData<string> Names(Func<CallForm, bool> isWanted) => new(s_all.Where(isWanted).Select(form => form.Name));

    private static RangeOptions On(WorkStealingScheduler scheduler) => new() { Scheduler = scheduler };

    private static int Go(Action body)
    {
        body();
        return 0;
    }

    private static void InChangedContext(Action body)
    {
        s_other.Value = new object();
        body();
    }

    private readonly struct LoopBody(Action body) : IRangeBody
    {
        public void Invoke(int from, int to) => body();
    }

    private readonly struct LeafBody : IForkBody<Action, int>
    {
        public int Invoke(ForkContext context, Action state) => Go(state);
    }

    private readonly struct TreeBody : IForkBody<Action, int>
    {
        public int Invoke(ForkContext context, Action state) => context.Invoke<Action, int, LeafBody>(state, state, default).Left;
    }
}
