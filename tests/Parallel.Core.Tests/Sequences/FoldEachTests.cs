using System.Collections.Concurrent;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;
using ParallelCore.Tests.Scheduling.Blocking;
using static ParallelCore.Tests.Loops.ListLocals;

namespace ParallelCore.Tests.Sequences;

/// <summary>Items that are folded into a local of each participant.</summary>
public sealed class FoldEachTests
{
    [Fact]
    public void ForEach_AnySourceOnAnyWorkers_EachItemIsInOneLocal()
    {
        foreach (int workers in (int[])[1, 2, 7])
        {
            foreach (int length in (int[])[0, 1, 17, 1000, 70_000])
            {
                foreach (ParallelSequence<int> source in (ParallelSequence<int>[])[ParallelRange.From(0, length), new PulledSource(length).InParallel()])
                {
                    var all = new List<int>();
                    int inits = 0;
                    source.On(Schedulers.Of(workers)).Select(static i => 2 * i).Where(static i => i % 3 != 0).ForEach(
                        () => Made(ref inits),
                        static (i, local) => Added(local, i),
                        all.AddRange);
                    all.Order().Should().Equal(Enumerable.Range(0, length).Select(static i => 2 * i).Where(static i => i % 3 != 0));
                    inits.Should().BeLessThanOrEqualTo(4 * workers);
                }
            }
        }
    }

    [Fact]
    public void ForEach_WorkersMeet_EachHasItsOwnLocal()
    {
        using var meeting = new Barrier(8);
        var locals = new ConcurrentBag<int>();
        ParallelRange.From(0, 8).WithChunk(1).On(Schedulers.Of(8)).ForEach(
            static () => 0,
            (_, count) =>
            {
                meeting.SignalAndWait(Siege.Forever).Should().BeTrue();
                return count + 1;
            },
            locals.Add);
        locals.Should().Equal(Enumerable.Repeat(1, 8));
    }

    [Fact]
    public void ForEach_AnItemFails_ItsLocalIsReleasedAsItWasBeforeAndReleasesFailLast()
    {
        int sum = 0;
        Action run = () => ParallelRange.ForEach(
            Enumerable.Range(0, 10).ToArray(),
            static () => 0,
            static (i, local) => i == 7 ? throw new ItemException("body", i) : local + i,
            local =>
            {
                sum += local;
                throw new ItemException("release", local);
            },
            Schedulers.Options(1));
        AggregateException error = run.Should().Throw<AggregateException>().Which;
        error.InnerExceptions.Select(static e => e.Message).Should().Equal(new ItemException("body", 7).Message, new ItemException("release", 21).Message);
        sum.Should().Be(21);
    }

    [Fact]
    public void ForEach_TheInitFails_IsAFailureOfItsItems()
    {
        Action run = static () => ParallelRange.From(0, 1000).On(Schedulers.Of(3)).ForEach(
            static int () => throw new ItemException("init", 0), static (_, local) => local, static _ => { });
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().AllBeOfType<ItemException>();
    }

    [Fact]
    public void AggregateUnordered_AnyWorkers_MakesFewStatesAndCombinesAll()
    {
        foreach (int workers in (int[])[1, 2, 7])
        {
            int states = 0;
            Dictionary<int, int> counts = ParallelRange.From(0, 50_000).On(Schedulers.Of(workers)).AggregateUnordered(
                () => NewCounts(ref states),
                static (counts, i) => Count(counts, i % 100, 1),
                static (all, others) => others.Aggregate(all, static (counts, other) => Count(counts, other.Key, other.Value)));
            counts.Should().HaveCount(100).And.OnlyContain(static pair => pair.Value == 500);
            states.Should().BeInRange(1, 4 * workers);
        }
    }

    [Fact]
    public void AggregateUnordered_OfNoItems_IsTheIdentity() =>
        ParallelRange.From(0, 0).AggregateUnordered(static () => 5, static (a, b) => a + b, static (a, b) => a + b).Should().Be(5);

    [Fact]
    public void AggregateUnordered_CombiningFails_IsAnAggregateException()
    {
        using var meeting = new Barrier(2);
        Action run = () => ParallelRange.From(0, 2).WithChunk(1).On(Schedulers.Of(2)).AggregateUnordered(
            static () => 0,
            (state, i) =>
            {
                meeting.SignalAndWait(Siege.Forever).Should().BeTrue();
                return state + i;
            },
            static (_, _) => throw new ItemException("combine", 0));
        run.Should().Throw<AggregateException>().Which.InnerException.Should().BeOfType<ItemException>();
    }

    [Fact]
    public void WithLocal_AReleaseAction_IsCalledOnceForEachInsteadOfDispose()
    {
        var released = new List<MemoryStream>();
        var made = new ConcurrentBag<MemoryStream>();
        ParallelRange.From(0, 1000).On(Schedulers.Of(3)).WithLocal(
            () =>
            {
                var stream = new MemoryStream();
                made.Add(stream);
                return stream;
            },
            released.Add).ForEach(static (i, stream) => stream.WriteByte((byte)i));
        released.ToHashSet().SetEquals(made).Should().BeTrue();
        released.Should().HaveCount(made.Count).And.OnlyContain(static stream => stream.CanWrite);
        released.Sum(static stream => stream.Length).Should().Be(1000);
    }

    private static Dictionary<int, int> NewCounts(ref int states)
    {
        Interlocked.Increment(ref states);
        return [];
    }

    private static Dictionary<int, int> Count(Dictionary<int, int> counts, int key, int count)
    {
        counts[key] = counts.GetValueOrDefault(key) + count;
        return counts;
    }
}
