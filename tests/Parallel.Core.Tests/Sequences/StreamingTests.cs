using System.Diagnostics;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;
using ParallelCore.Tests.Scheduling.Blocking;

namespace ParallelCore.Tests.Sequences;

/// <summary>Where LINQ pulls no more than it needs, a sequence pulls a bounded number beyond: endless sources end there, too.</summary>
public sealed class StreamingTests
{
    /// <summary>Two batches: the first is all that these results can need, and one more may have been begun.</summary>
    private const int MostPulled = 16 + 256;

    private static readonly Dictionary<string, Func<IEnumerable<int>, ITry, object?>> s_cases = new()
    {
        ["Skip"] = static (source, by) => by.Of(source, static s => s.Skip(3).First(), static s => s.Skip(3).First()),
        ["SkipWhile"] = static (source, by) => by.Of(source, static s => s.SkipWhile(static i => i < 7).First(), static s => s.SkipWhile(static i => i < 7).First()),
        ["TakeWhile"] = static (source, by) => by.Of(source, static s => s.TakeWhile(static i => i >= 0).First(), static s => s.TakeWhile(static i => i >= 0).First()),
        ["TakeWhile, ends"] = static (source, by) => by.Of(source, static s => s.TakeWhile(static i => i < 20).ToArray(), static s => s.TakeWhile(static i => i < 20).ToArray()),
        ["Chunk"] = static (source, by) => by.Of(source, static s => s.Chunk(5).Skip(1).First(), static s => s.Chunk(5).Skip(1).First()),
        ["Chunk, long"] = static (source, by) => by.Of(source, static s => s.Chunk(100).First(), static s => s.Chunk(100).First()),
        ["Window"] = static (source, by) => by.Of(source, static s => s.Window(20).Skip(2).First().ToArray(), static s => s.Skip(2).Take(20).ToArray()),
        ["Distinct"] = static (source, by) => by.Of(source, static s => s.Select(static i => i / 3).Distinct().Take(5).ToArray(), static s => s.Select(static i => i / 3).Distinct().Take(5).ToArray()),
        ["DistinctBy"] = static (source, by) => by.Of(source, static s => s.DistinctBy(static i => i / 7).Skip(2).First(), static s => s.DistinctBy(static i => i / 7).Skip(2).First()),
        ["Union"] = static (source, by) => by.Of(source, static s => s.Union([3, -1]).First(), static s => s.Union([3, -1]).First()),
        ["Where, Index"] = static (source, by) => by.Of(source, static s => s.Where(static i => i % 2 == 1).Index().Skip(2).First(), static s => s.Where(static i => i % 2 == 1).Index().Skip(2).First()),
        ["Where, Select with index"] = static (source, by) =>
            by.Of(source, static s => s.Where(static i => i % 3 == 1).Select(static (i, k) => i * k).ElementAt(4), static s => s.Where(static i => i % 3 == 1).Select(static (i, k) => i * k).ElementAt(4)),
        ["Where with index"] = static (source, by) =>
            by.Of(source, static s => s.Where(static i => i % 3 == 1).Where(static (i, k) => k % 2 == 1).First(), static s => s.Where(static i => i % 3 == 1).Where(static (i, k) => k % 2 == 1).First()),
        ["Where, Skip"] = static (source, by) => by.Of(source, static s => s.Where(static i => i % 5 == 0).Skip(1).First(), static s => s.Where(static i => i % 5 == 0).Skip(1).First()),
        ["Concat, endless first"] = static (source, by) => by.Of(source, static s => s.Concat([1, 2]).First(), static s => s.Concat([1, 2]).First()),
        ["Concat, endless second"] = static (source, by) => by.Of(source, static s => new[] { 8, 9 }.InParallel().Concat(s).Skip(1).Take(3).ToArray(), static s => new[] { 8, 9 }.Concat(s).Skip(1).Take(3).ToArray()),
        ["Append"] = static (source, by) => by.Of(source, static s => s.Append(1).First(), static s => s.Append(1).First()),
        ["Prepend"] = static (source, by) => by.Of(source, static s => s.Prepend(-5).Take(3).ToArray(), static s => s.Prepend(-5).Take(3).ToArray()),
        ["DefaultIfEmpty"] = static (source, by) => by.Of(source, static s => s.DefaultIfEmpty(7).First(), static s => s.DefaultIfEmpty(7).First()),
        ["SkipLast"] = static (source, by) => by.Of(source, static s => s.SkipLast(3).First(), static s => s.SkipLast(3).First()),
        ["Zip, pulled"] = static (source, by) => by.Of(source, static s => new PulledSource(5).InParallel().Zip(s).ToArray(), static s => Enumerable.Range(0, 5).Zip(s).ToArray()),
        ["Zip, filtered"] = static (source, by) =>
            by.Of(source, static s => s.Where(static i => i % 2 == 0).Zip(new PulledSource(30)).ToArray(), static s => s.Where(static i => i % 2 == 0).Zip(Enumerable.Range(0, 30)).ToArray()),
        ["SequenceEqual"] = static (source, by) => by.Of(source, static s => new PulledSource(20).InParallel().SequenceEqual(s), static s => Enumerable.Range(0, 20).SequenceEqual(s)),
        ["SequenceEqual, differs"] = static (source, by) => by.Of(source, static s => s.SequenceEqual(new PulledSource().InParallel().Select(static i => i == 9 ? 0 : i)), static s => false),
        ["SelectMany with index"] = static (source, by) =>
            by.Of(source, static s => s.SelectMany(static (i, k) => Enumerable.Repeat(i, k)).First(), static s => s.SelectMany(static (i, k) => Enumerable.Repeat(i, k)).First()),
        ["FindIndex"] = static (source, by) => by.Of(source, static s => s.Where(static i => i % 2 == 0).FindIndex(static i => i == 12), static s => 6L),
    };

    private interface ITry
    {
        object? Of<TResult>(IEnumerable<int> source, Func<ParallelSequence<int>, TResult> ours, Func<IEnumerable<int>, TResult> linqs);
    }

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Result_OfAnEndlessSource_IsLinqsAndPullsLittle(string name)
    {
        foreach (int workers in (int[])[1, 3])
        {
            var source = new PulledSource();
            object? ours = s_cases[name](source, new Ours(workers));
            ours.Should().BeEquivalentTo(s_cases[name](new PulledSource(), new Linqs()), options => options.WithStrictOrdering());
            source.Pulled.Should().BeInRange(1, MostPulled);
            source.Disposed.Should().Be(1);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Result_OfALongSource_IsLinqs(string name)
    {
        object? expected = s_cases[name](Enumerable.Range(0, 100_000), new Linqs());
        s_cases[name](Enumerable.Range(0, 100_000).ToArray(), new Ours(2)).Should().BeEquivalentTo(expected, options => options.WithStrictOrdering());
        s_cases[name](new PulledSource(100_000), new Ours(2)).Should().BeEquivalentTo(expected, options => options.WithStrictOrdering());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(272)]
    [InlineData(273)]
    [InlineData(5_000)]
    [InlineData(140_000)]
    public void Whole_OfAnyLength_IsLinqs(int length)
    {
        int[] all = [.. Enumerable.Range(0, length)];
        foreach (ParallelSequence<int> sequence in (ParallelSequence<int>[])
            [new PulledSource(length).InParallel().On(Schedulers.Of(3)), all.InParallel().On(Schedulers.Of(3)).Where(static i => true), ParallelRange.From(0, length).Where(static i => i >= 0)])
        {
            foreach (int size in (int[])[1, 2, 7, 100, 65_536])
            {
                sequence.Skip(size).ToArray().Should().Equal(all.Skip(size));
                sequence.SkipLast(size).ToArray().Should().Equal(all.SkipLast(size));
                sequence.SkipWhile(i => i < size).ToArray().Should().Equal(all.SkipWhile(i => i < size));
                sequence.TakeWhile(i => i < size).ToArray().Should().Equal(all.TakeWhile(i => i < size));
                sequence.Chunk(size).Select(static chunk => (chunk.Length, chunk[0], chunk[^1])).ToArray().Should().Equal(all.Chunk(size).Select(static chunk => (chunk.Length, chunk[0], chunk[^1])));
                sequence.Window(size).Select(static window => (window.Length, window.Span[0], window.Span[^1])).ToArray()
                    .Should().Equal(Enumerable.Range(0, Math.Max(0, length - size + 1)).Select(i => (size, i, i + size - 1)));
                sequence.Zip(new PulledSource(size)).ToArray().Should().Equal(all.Zip(Enumerable.Range(0, size)));
                sequence.Concat(new PulledSource(size)).ToArray().Should().Equal(all.Concat(Enumerable.Range(0, size)));
                sequence.SequenceEqual(new PulledSource(size)).Should().Be(length == size);
                sequence.DistinctBy(i => i % size).ToArray().Should().Equal(all.DistinctBy(i => i % size));
            }

            sequence.Index().ToArray().Should().Equal(all.Index());
            sequence.SequenceEqual(all).Should().BeTrue();
        }
    }

    [Fact]
    public void Concat_FirstIsNotAtItsEnd_SecondIsNotBegun()
    {
        var second = new PulledSource();
        new PulledSource().InParallel().Concat(second).First().Should().Be(0);
        (second.Begun, second.Pulled).Should().Be((0, 0));
    }

    [Fact]
    public void Failure_BehindWhatIsWanted_IsNotMet()
    {
        ParallelSequence<int> failing = new PulledSource().InParallel().Where(static i => i < 12 || i % 4 == 0).Select(static i => i == 13 ? throw new ItemException("item", i) : i);
        failing.Skip(2).First().Should().Be(2);
        failing.Chunk(3).First().Should().Equal(0, 1, 2);
        failing.Index().First().Should().Be((0, 0));
    }

    [Fact]
    public void Failure_AmongWhatIsWanted_ComesBehindTheItemsBeforeIt()
    {
        var taken = new List<int>();
        ParallelSequence<int> failing = new PulledSource().InParallel().Where(static i => i % 2 == 0).Select(static i => i == 40 ? throw new ItemException("item", i) : i).Skip(1);
        Action run = () =>
        {
            foreach (int item in failing)
                taken.Add(item);
        };
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<ItemException>();
        taken.Should().Equal(Enumerable.Range(1, 19).Select(static i => 2 * i));
    }

    /// <summary>The source goes on only once the first item's body has run: it is handed over though a batch would hold more, and run while the next ones are pulled.</summary>
    [Fact]
    public void ForEach_SlowSource_HandsItsFirstItemOnAndPullsBesideIt()
    {
        using var hasRun = new ManualResetEventSlim();
        int caller = Environment.CurrentManagedThreadId;
        var source = new PulledSource(300)
        {
            OnPull = position =>
            {
                Environment.CurrentManagedThreadId.Should().Be(caller);
                if (position == 0)
                    SpinFor(milliseconds: 2);
                else
                    Siege.WaitFor(hasRun);
            },
        };
        int sum = 0;
        source.InParallel().On(Schedulers.Of(2)).ForEach(item =>
        {
            Interlocked.Add(ref sum, item);
            hasRun.Set();
        });
        sum.Should().Be(299 * 150);
        (source.WasPulledByTwo, source.Disposed).Should().Be((false, 1));
    }

    /// <summary>While the calling thread waits in its source, as many bodies as there are workers run at once: a spare stands in for it.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(64)]
    public void Sum_SourceBlocksUntilAllWorkersHaveMet_TheyMeet(int workers)
    {
        using var meeting = new Barrier(workers);
        using var haveMet = new ManualResetEventSlim();
        int arrived = 0;
        var source = new PulledSource(600)
        {
            OnPull = position =>
            {
                if (position == 20)
                    SpinFor(milliseconds: 1);
                else if (position == 272)
                    Siege.WaitFor(haveMet);
            },
        };
        source.InParallel().On(Schedulers.Of(workers)).Select(i =>
        {
            if (i >= 16 && Interlocked.Increment(ref arrived) <= workers)
            {
                meeting.SignalAndWait(Siege.Forever).Should().BeTrue();
                haveMet.Set();
            }

            return i + 0.5;
        }).Sum().Should().Be(599 * 300 + 300);
    }

    [Fact]
    public void First_SlowSource_PullsNothingFurther()
    {
        var source = new PulledSource { OnPull = static _ => SpinFor(milliseconds: 2) };
        source.InParallel().On(Schedulers.Of(2)).First().Should().Be(0);
        source.Pulled.Should().Be(1);
    }

    [Fact]
    public void Foreach_SlowSource_HandsItemsOutOneByOne()
    {
        var source = new PulledSource { OnPull = static _ => SpinFor(milliseconds: 2) };
        foreach (int item in source.InParallel().Select(static i => i))
        {
            source.Pulled.Should().Be(item + 1);
            if (item == 3)
                break;
        }

        source.Disposed.Should().Be(1);
    }

    /// <summary>Where the bits depend on how numbers are put together, that follows their positions, and never when they came.</summary>
    [Fact]
    public void Sum_SlowSource_HasTheSameBits()
    {
        double[] wanted = Sums(new PulledSource(10_000));
        Sums(new PulledSource(10_000) { OnPull = static position => SpinFor(position is 3 or 20 or 700 or 701 ? 2 : 0) }).Should().Equal(wanted);

        static double[] Sums(PulledSource source) =>
        [
            source.InParallel().On(Schedulers.Of(2)).Select(static i => 1.0 / (i + 1)).Sum(),
            source.InParallel().On(Schedulers.Of(2)).Where(static i => i % 3 != 0).Index().Select(static pair => 1.0 / (pair.Item + pair.Index)).Sum(),
            source.InParallel().On(Schedulers.Of(2)).Skip(1).Select(static i => 1.0 / i).Aggregate(0.0, static (sum, x) => sum + x, static (a, b) => a + b),
        ];
    }

    [Fact]
    public void Source_FailsWhileABodyRuns_TheBodysFailureComesFirst()
    {
        using var hasFailed = new ManualResetEventSlim();
        var source = new PulledSource(failing: 1)
        {
            OnPull = position =>
            {
                if (position == 0)
                    SpinFor(milliseconds: 2);
                else
                    hasFailed.Set();
            },
        };
        Action run = () => source.InParallel().On(Schedulers.Of(2)).ForEach(_ =>
        {
            Siege.WaitFor(hasFailed);
            throw new InvalidOperationException();
        });
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<InvalidOperationException>();
        source.Disposed.Should().Be(1);
    }

    /// <summary>The side that has ended decides: what the other one would throw or wait for isn't met.</summary>
    [Fact]
    public void Zip_FirstHasEnded_SecondIsNotAskedFurther()
    {
        var second = new PulledSource(failing: 16);
        new PulledSource(16).InParallel().Zip(second).Count().Should().Be(16);
        second.Pulled.Should().Be(16);
        new PulledSource(40).InParallel().Where(static _ => false).Zip(new PulledSource(failing: 0)).ToArray().Should().BeEmpty();
    }

    /// <summary>Within a loop of one worker there is nobody to run a batch beside the pull: it is run before.</summary>
    [Fact]
    public void Sum_OneWorkerAllowedAround_ABatchIsRunBeforeTheNextIsPulled()
    {
        int ran = 0;
        var behind = new List<int>();
        var source = new PulledSource(600)
        {
            OnPull = position =>
            {
                if (position is 16 or 272)
                    behind.Add(Volatile.Read(ref ran));
                SpinFor(position % 16 == 0 ? 1 : 0);
            },
        };
        ParallelRange.Run(
            0,
            1,
            _ => source.InParallel().Select(i =>
            {
                Interlocked.Increment(ref ran);
                return 1.0 / (i + 1);
            }).Sum(),
            Schedulers.Options(2).With(maxWorkers: 1));
        behind.Should().Equal(16, 272);
    }

    /// <summary>A body's failure ends the pull: the source need not give what would have filled the batch.</summary>
    [Fact]
    public void Sum_ABodyFailsWhileTheNextBatchIsPulled_ThePullEnds()
    {
        using var hasFailed = new ManualResetEventSlim();
        var source = new PulledSource
        {
            OnPull = position =>
            {
                if (position == 0)
                    SpinFor(milliseconds: 1);
                else if (position == 20)
                    Siege.WaitFor(hasFailed);
                else if (position > 20)
                    SpinFor(milliseconds: 1);
            },
        };
        Action run = () => source.InParallel().On(Schedulers.Of(2)).Select(i =>
        {
            if (i == 3)
            {
                hasFailed.Set();
                throw new InvalidOperationException();
            }

            return 1.0 / (i + 1);
        }).Sum();
        run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<InvalidOperationException>();
        source.Pulled.Should().BeLessThan(16 + 256);
    }

    /// <summary>Long chunks are for several workers, too. Those of a sum come in windows that the clock doesn't cut: of one chunk, and then of four.</summary>
    [Fact]
    public void Chunk_LongerThanAWindow_SeveralAreRunAtOnce()
    {
        const int Length = 100_000; // more than any window has
        using var meeting = new Barrier(2);
        new PulledSource(5 * Length).InParallel().On(Schedulers.Of(2)).Chunk(Length).WithChunk(1).Sum(chunk =>
        {
            if (chunk[0] / Length is 1 or 2)
                meeting.SignalAndWait(Siege.Forever).Should().BeTrue();
            return 1.0; // a sum of floating-point numbers has the same bits in each run, and so the same windows
        }).Should().Be(5);
    }

    /// <summary>What a sequence was told holds wherever it takes part.</summary>
    [Fact]
    public void Settings_OfTheSecondSequence_Hold()
    {
        var cancelled = new CancellationToken(canceled: true);
        ParallelSequence<int> first = ParallelRange.From(0, 10);
        ParallelSequence<int> second = ParallelRange.From(0, 10).WithCancellation(cancelled);
        foreach (Action run in (Action[])
        [
            () => first.Concat(second).ToArray(), () => first.Zip(second).ToArray(), () => first.SequenceEqual(second), () => first.Union(second).ToArray(), () => first.Except(second).ToArray(),
            () => first.Intersect(second).ToArray(), () => first.Join(second, static i => i, static i => i, static (i, k) => i + k).ToArray(),
            () => first.GroupJoin(second, static i => i, static i => i, static (i, all) => i).ToArray(), () => second.Concat(first).ToArray(),
        ])
            run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(cancelled);

        int caller = Environment.CurrentManagedThreadId;
        int strangers = 0;
        ParallelSequence<int> alone = ParallelRange.From(0, 500).WithMaxWorkers(1).Select(i =>
        {
            strangers += Environment.CurrentManagedThreadId == caller ? 0 : 1;
            return i;
        });
        ParallelRange.From(0, 500).On(Schedulers.Of(4)).Concat(alone).ToArray().Should().HaveCount(1000);
        strangers.Should().Be(0);
    }

    private static void SpinFor(int milliseconds)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromMilliseconds(milliseconds))
            Thread.SpinWait(10);
    }

    private sealed class Ours(int workers) : ITry
    {
        public object? Of<TResult>(IEnumerable<int> source, Func<ParallelSequence<int>, TResult> ours, Func<IEnumerable<int>, TResult> linqs) =>
            ours(source.InParallel().On(Schedulers.Of(workers)));
    }

    private sealed class Linqs : ITry
    {
        public object? Of<TResult>(IEnumerable<int> source, Func<ParallelSequence<int>, TResult> ours, Func<IEnumerable<int>, TResult> linqs) => linqs(source);
    }
}
