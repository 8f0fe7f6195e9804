using FluentAssertions;
using ParallelCore.Scheduling;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops;

/// <summary>Once warm, no form allocates a byte, on any thread, as long as the caller's delegate captures nothing.</summary>
public sealed class AllocationTests
{
    private static readonly double[] s_data = new double[64];
    private static readonly RangeOptions s_shared = new() { MaxWorkers = int.MaxValue };
    private static readonly RangeOptions s_sharedScheduler = new() { Scheduler = WorkStealingScheduler.Shared };
    private static readonly RangeOptions s_one = new() { MaxWorkers = 1 };
    private static readonly RangeOptions s_four = Schedulers.Options(4);
    private static readonly RangeOptions s_limited = Schedulers.Options(4).With(maxWorkers: 2);
    private static readonly RangeOptions s_cancellable = Schedulers.Options(4).With(cancellationToken: new CancellationTokenSource().Token);
    private static readonly Action s_nothing = static () => { };
    private static readonly Action s_forks = static () => Tree(6);

    private static readonly Dictionary<string, Action> s_calls = new()
    {
        ["int index"] = static () => ParallelRange.Run(0, 100, static i => s_data[i & 63] = i),
        ["int index, slow"] = static () => ParallelRange.Run(0, 20, static _ => Thread.SpinWait(100), s_four),
        ["int index, options"] = static () => ParallelRange.Run(0, 100, static i => s_data[i & 63] = i, s_shared),
        ["int index, one worker"] = static () => ParallelRange.Run(0, 100, static i => s_data[i & 63] = i, s_one),
        ["int index, limited"] = static () => ParallelRange.Run(0, 20, 1, static (int _) => Thread.SpinWait(50), s_limited),
        ["int index, token"] = static () => ParallelRange.Run(0, 100, static i => s_data[i & 63] = i, s_cancellable),
        ["int index, fixed"] = static () => ParallelRange.Run(0, 100, 10, static (int i) => s_data[i & 63] = i, s_four),
        ["int chunk"] = static () => ParallelRange.Run(0, 100, 10, static (start, end) => Thread.SpinWait(20), s_four),
        ["int chunk, even"] = static () => ParallelRange.Run(0, 100, ChunkPolicy.Even, static (start, end) => Thread.SpinWait(20), s_four),
        ["int chunk, guided"] = static () => ParallelRange.Run(0, 100, ChunkPolicy.Guided(4), static (start, end) => Thread.SpinWait(20), s_four),
        ["int state"] = static () => ParallelRange.Run(0, 100, 10, s_data, static (start, end, data) => data[start & 63] = end, s_four),
        ["int struct"] = static () => ParallelRange.Run(0, 100, 10, new NothingBody(20), s_four),
        ["int until"] = static () => ParallelRange.RunUntil(0, 100, 10, static i => i == 70, s_four),
        ["int until auto"] = static () => ParallelRange.RunUntil(0, 100, static i => i == 70),
        ["long index"] = static () => ParallelRange.Run(0L, 100L, static i => s_data[i & 63] = i),
        ["long index, token"] = static () => ParallelRange.Run(0L, 100L, static i => s_data[i & 63] = i, s_cancellable),
        ["long chunk"] = static () => ParallelRange.Run(0L, 100L, 10, static (start, end) => Thread.SpinWait(20), s_four),
        ["long state"] = static () => ParallelRange.Run(0L, 100L, 10, s_data, static (start, end, data) => data[start & 63] = end, s_four),
        ["long struct"] = static () => ParallelRange.Run(0L, 100L, 10, new NothingBody(20), s_four),
        ["long until"] = static () => ParallelRange.RunUntil(0L, 100L, 10, static i => i == 70, s_four),
        ["tiles"] = static () => ParallelRange.RunTiles(20, 20, 5, 5, static (_, _, _, _) => Thread.SpinWait(20), s_four),
        ["tiles struct"] = static () => ParallelRange.RunTiles(20, 20, 5, 5, new NothingBody(20), s_four),
        ["nested"] = static () => ParallelRange.Run(0, 10, 1, static (int _) => ParallelRange.Run(0, 10, 1, static (int _) => Thread.SpinWait(20)), s_four),
        ["empty"] = static () => ParallelRange.Run(0, 0, static _ => { }),
        ["invoke actions"] = static () => ForkJoin.Invoke(s_nothing, s_nothing),
        ["invoke functions"] = static () => ForkJoin.Invoke(static () => 1, static () => 2.0),
        ["invoke state"] = static () => Tree(6),
        ["invoke struct"] = static () => ForkJoin.Invoke<int, int, NothingBody>(5, 5, new NothingBody(10)),
        ["run context"] = static () => ForkJoin.Run<int, int, NothingBody>(6, new NothingBody(10)),
        ["scheduler run"] = static () => Schedulers.Of(4).Run(s_forks),
    };

    public static TheoryData<string> Calls => new(s_calls.Keys);

    [Theory]
    [MemberData(nameof(Calls))]
    public void Call_OnceWarm_AllocatesNothing(string call) => AllocatedBytes.Least(s_calls[call]).Should().Be((0L, 0L));

    [Fact]
    public void Spawn_WithState_AllocatesOnlyTheScope()
    {
        (long few, _) = AllocatedBytes.Least(static () => ForkJoin.Scope(static scope => Spawn(scope, 1)));
        (long many, _) = AllocatedBytes.Least(static () => ForkJoin.Scope(static scope => Spawn(scope, 50)));
        few.Should().BePositive();
        many.Should().Be(few);
    }

    [Fact]
    public void SharedScheduler_FromInsideAnother_AllocatesNothing() =>
        Schedulers.On(2, static () => AllocatedBytes.Least(static () => ParallelRange.Run(0, 50, 5, static (int _) => Thread.SpinWait(10), s_sharedScheduler)).Should().Be((0L, 0L)));

    private static void Spawn(ForkScope scope, int count)
    {
        for (int i = 0; i < count; i++)
            scope.Spawn(i, static n => Thread.SpinWait(n));
    }

    private static int Tree(int depth)
    {
        if (depth == 0)
        {
            Thread.SpinWait(10);
            return 1;
        }

        (int left, int right) = ForkJoin.Invoke(depth - 1, depth - 1, static k => Tree(k));
        return left + right;
    }
}
