using System.Collections.Concurrent;
using FluentAssertions;
using ParallelCore.Loops;
using ParallelCore.Tests.Scheduling;
using ParallelCore.Tests.Scheduling.Blocking;
using static ParallelCore.Tests.Loops.ListLocals;

namespace ParallelCore.Tests.Loops;

/// <summary>Loops with a local of each participant's own, in all their forms.</summary>
public sealed class LocalLoopTests
{
    public static TheoryData<string> Forms => ["chunks", "long chunks", "indices", "long indices"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_AnyLength_EachIndexIsInOneLocal(string form)
    {
        foreach (int workers in (int[])[1, 2, 7])
        {
            foreach (int length in (int[])[0, 1, 2, 17, 1000, 20_000])
            {
                var all = new List<int>();
                int inits = 0;
                Run(form, -3, length - 3, () => Made(ref inits), static (i, local) => Added(local, i), all.AddRange, Schedulers.Options(workers));
                all.Order().Should().Equal(Enumerable.Range(-3, length));
                inits.Should().BeInRange(length == 0 ? 0 : 1, length == 0 ? 0 : 4 * workers);
            }
        }
    }

    [Fact]
    public void Locals_AreLeftToWhoComesNext()
    {
        int inits = 0;
        var released = new List<int>();
        var locals = new LoopLocals<int>(() => ++inits, released.Add);
        (locals.Take(), locals.Take()).Should().Be((1, 2));
        locals.Leave(20);
        locals.Take().Should().Be(20);
        locals.Leave(30);
        locals.Leave(10);
        locals.Release(null);
        released.Should().BeEquivalentTo([10, 30]);
        inits.Should().Be(2);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_WorkersMeet_EachHasItsOwnLocal(string form)
    {
        for (int workers = 2; workers <= 8; workers *= 2)
        {
            using var meeting = new Barrier(workers);
            var locals = new ConcurrentBag<List<int>>();
            Run(
                form,
                0,
                workers,
                static () => [],
                (i, local) =>
                {
                    local.Add(i);
                    meeting.SignalAndWait(Siege.Forever).Should().BeTrue();
                    return local;
                },
                locals.Add,
                Schedulers.Options(workers),
                chunk: 1);
            locals.Should().HaveCount(workers).And.OnlyContain(static local => local.Count == 1);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_ABodyThrows_LocalsAreReleasedAsTheyWereAndTheLowestComesFirst(string form)
    {
        var released = new List<int>();
        Action run = () => Run(
            form, 0, 500, static () => [], static (i, local) => i % 100 == 50 ? throw new InvalidOperationException($"{i}") : Added(local, i), released.AddRange, Schedulers.Options(3), chunk: 1);
        run.Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("50");
        released.Should().OnlyHaveUniqueItems().And.Contain(Enumerable.Range(0, 50)).And.NotContain(50);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_AnInitThrows_IsTheChunksFailureAndNothingIsReleased(string form)
    {
        int released = 0;
        Action run = () => Run(form, 0, 500, () => throw new InvalidOperationException("init"), static (i, local) => local, _ => released++, Schedulers.Options(2));
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().OnlyContain(static e => e.Message == "init");
        released.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_AReleaseThrows_ComesAfterTheBodiesFailuresAndTheOthersAreReleased(string form)
    {
        using var meeting = new Barrier(2);
        int released = 0;
        void Loop(bool bodyFails) => Run(
            form,
            0,
            2,
            static () => [],
            (i, local) =>
            {
                meeting.SignalAndWait(Siege.Forever).Should().BeTrue();
                return bodyFails && i == 1 ? throw new InvalidOperationException("body") : local;
            },
            _ => throw new InvalidOperationException($"release {++released}"),
            Schedulers.Options(2),
            chunk: 1);
        ((Action)(() => Loop(bodyFails: true))).Should().Throw<AggregateException>().Which.InnerExceptions.Select(static e => e.Message).Should().Equal("body", "release 1", "release 2");
        ((Action)(() => Loop(bodyFails: false))).Should().Throw<AggregateException>().Which.InnerExceptions.Select(static e => e.Message).Should().Equal("release 3", "release 4");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_Cancelled_LocalsAreReleased(string form)
    {
        using var source = new CancellationTokenSource();
        int inits = 0;
        int released = 0;
        Action run = () => Run(
            form,
            0,
            1_000_000,
            () => Made(ref inits),
            (i, local) =>
            {
                source.Cancel();
                return local;
            },
            _ => released++,
            Schedulers.Options(2).With(cancellationToken: source.Token));
        run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        released.Should().Be(inits).And.BePositive();
    }

    [Fact]
    public void Run_ValueTypeLocal_Sums()
    {
        double sum = 0;
        ParallelRange.Run(
            0,
            100_000,
            ChunkPolicy.Auto,
            static () => 0.0,
            static (start, end, local) =>
            {
                for (int i = start; i < end; i++)
                    local += i;
                return local;
            },
            local => sum += local);
        sum.Should().Be(99_999.0 * 50_000);

        long count = 0;
        ParallelRange.Run(0, 1000, static () => 0L, static (i, local) => local + i, local => count += local, new RangeOptions { MaxWorkers = 1 });
        count.Should().Be(999 * 500);
    }

    [Fact]
    public void Run_Nested_LocalsAreNotMixed()
    {
        long total = 0;
        ParallelRange.Run(
            0,
            30,
            static () => 0L,
            static (i, local) =>
            {
                long inner = 0;
                ParallelRange.Run(0, 100, static () => 0L, static (k, sum) => sum + k, sum => inner += sum);
                return local + inner;
            },
            local => total += local,
            Schedulers.Options(4));
        total.Should().Be(30 * 4950);
    }

    [Fact]
    public void Run_Null_NamesTheParameter()
    {
        Func<int> init = static () => 0;
        Func<int, int, int> body = static (i, local) => local;
        Func<int, int, int, int> chunks = static (start, end, local) => local;
        Action<int> release = static _ => { };
        foreach ((string name, Action run) in ((string, Action)[])
        [
            ("localInit", () => ParallelRange.Run(0, 1, null!, body, release)), ("body", () => ParallelRange.Run(0, 1, init, (Func<int, int, int>)null!, release)),
            ("localFinally", () => ParallelRange.Run(0, 1, init, body, null!)), ("localInit", () => ParallelRange.Run(0, 1, 1, null!, chunks, release)),
            ("body", () => ParallelRange.Run(0, 1, 1, init, (Func<int, int, int, int>)null!, release)), ("localFinally", () => ParallelRange.Run(0, 1, 1, init, chunks, null!)),
        ])
            run.Should().Throw<ArgumentNullException>().WithParameterName(name);
    }

    private static void Run(
        string form, int from, int to, Func<List<int>> init, Func<int, List<int>, List<int>> body, Action<List<int>> release, RangeOptions options, ChunkPolicy chunk = default)
    {
        switch (form)
        {
            case "chunks":
                ParallelRange.Run(from, to, chunk, init, (start, end, local) => Through(start, end, local, body), release, options);
                break;
            case "long chunks":
                ParallelRange.Run((long)from, to, chunk, init, (start, end, local) => Through(start, end, local, body), release, options);
                break;
            case "indices":
                ParallelRange.Run(from, to, init, body, release, options);
                break;
            default:
                ParallelRange.Run((long)from, to, init, (i, local) => body((int)i, local), release, options);
                break;
        }
    }

    private static List<int> Through(long start, long end, List<int> local, Func<int, List<int>, List<int>> body)
    {
        for (long i = start; i < end; i++)
            local = body((int)i, local);
        return local;
    }
}
