using System.Collections;
using System.Collections.Immutable;
using FluentAssertions;
using ParallelCore.Scheduling;
using ParallelCore.Tests.Scheduling;
using ParallelCore.Tests.Scheduling.Distribution;

namespace ParallelCore.Tests.Sequences;

/// <summary>A sequence in a <c>foreach</c> loop, and wherever an enumerable is wanted.</summary>
public sealed class EnumerationTests
{
    public static TheoryData<int, int> WorkersAndLengths
    {
        get
        {
            var data = new TheoryData<int, int>();
            foreach (int workers in (int[])[1, 2, 5, 64])
            {
                foreach (int length in (int[])[0, 1, 15, 16, 17, 63, 64, 65, 272, 273, 5000, 70_000])
                    data.Add(workers, length);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(WorkersAndLengths))]
    public void Foreach_AnyChainOnAnyWorkers_GivesWhatLinqGives(int workers, int length)
    {
        WorkStealingScheduler scheduler = Schedulers.Of(workers);
        Taken(ParallelRange.From(0, length).On(scheduler).Select(static i => i * 3)).Should().Equal(Enumerable.Range(0, length).Select(static i => i * 3));
        Taken(ParallelRange.From(0, length).On(scheduler).Where(static i => i % 3 == 1)).Should().Equal(Enumerable.Range(0, length).Where(static i => i % 3 == 1));
        Taken(new PulledSource(length).InParallel().On(scheduler).Where(static i => i % 2 == 1)).Should().Equal(Enumerable.Range(0, length).Where(static i => i % 2 == 1));
        Taken(ParallelRange.From(0, length / 10).On(scheduler).SelectMany(static i => Enumerable.Repeat(i, i % 20)))
            .Should().Equal(Enumerable.Range(0, length / 10).SelectMany(static i => Enumerable.Repeat(i, i % 20)));
        Taken(ParallelRange.From(0, length).On(scheduler).OrderByDescending(static i => i % 10)).Should().Equal(Enumerable.Range(0, length).OrderByDescending(static i => i % 10));
    }

    [Fact]
    public void Sequence_WhereAnEnumerableIsWanted_IsOne()
    {
        ParallelSequence<int> query = ParallelRange.From(0, 5).Select(static i => i * i);
        var list = new List<int> { -1 };
        list.AddRange(query);
        list.Should().Equal(-1, 0, 1, 4, 9, 16);
        string.Join(",", query).Should().Be("0,1,4,9,16");
        query.ToImmutableArray().Should().Equal(0, 1, 4, 9, 16);
        ((int[])[.. query, 7]).Should().Equal(0, 1, 4, 9, 16, 7);
        ((IEnumerable)query).Cast<int>().Should().Equal(0, 1, 4, 9, 16);
        AsEnumerable(query).Should().BeSameAs(query);

        static IEnumerable<int> AsEnumerable(ParallelSequence<int> sequence) => sequence;
    }

    [Fact]
    public void Foreach_CancelledBetweenTwoItemsOfAWindow_EndsAtTheNextOne()
    {
        using var cancellation = new CancellationTokenSource();
        var taken = new List<int>();
        Action run = () =>
        {
            foreach (int item in ParallelRange.From(0, 1000).WithCancellation(cancellation.Token).AsEnumerable())
            {
                taken.Add(item);
                if (item == 3)
                    cancellation.Cancel();
            }
        };
        run.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(cancellation.Token);
        taken.Should().Equal(0, 1, 2, 3);
    }

    [Theory]
    [MemberData(nameof(WorkersAndLengths))]
    public async Task AwaitForeach_AnyChainOnAnyWorkers_GivesWhatForeachGives(int workers, int length)
    {
        ParallelSequence<int> query = new PulledSource(length).InParallel().On(Schedulers.Of(workers)).Where(static i => i % 3 != 1).Select(static i => i * 3);
        var items = new List<int>();
        await foreach (int item in query.AsAsyncEnumerable())
            items.Add(item);
        items.Should().Equal(Taken(query));
    }

    [Fact]
    public async Task AwaitForeach_Left_DisposesTheSource()
    {
        var source = new PulledSource();
        await foreach (int item in source.InParallel().AsAsyncEnumerable())
        {
            if (item == 20)
                break;
        }

        (source.Begun, source.Disposed, source.WasPulledByTwo).Should().Be((1, 1, false));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task AwaitForeach_OneOfTheTokensIsCancelled_Throws(bool ofSequence, bool ofEnumeration)
    {
        using var cancellation = new CancellationTokenSource();
        ParallelSequence<int> query = new PulledSource().InParallel();
        if (ofSequence)
            query = query.WithCancellation(cancellation.Token);
        IAsyncEnumerable<int> items = query.AsAsyncEnumerable();
        Func<Task> run = async () =>
        {
            await foreach (int item in items.WithCancellation(ofEnumeration ? cancellation.Token : default))
            {
                if (item == 20)
                    cancellation.Cancel();
                item.Should().BeLessThanOrEqualTo(20);
            }
        };
        await run.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public void Collections_WithoutAnIndexer_GiveTheirItemsInTheirOrder()
    {
        int[] numbers = [.. Enumerable.Range(0, 1000).Select(static i => i * 7919 % 1000)];
        IEnumerable<int>[] sources =
        [
            new HashSet<int>(numbers), new SortedSet<int>(numbers), new LinkedList<int>(numbers), new Queue<int>(numbers), new Stack<int>(numbers),
            numbers.ToDictionary(static i => i, static i => 2 * i).Keys, numbers.ToDictionary(static i => i, static i => 2 * i).Values,
        ];
        foreach (IEnumerable<int> source in sources)
        {
            ParallelSequence<int> sequence = source.InParallel();
            sequence.Select(static i => i + 1).ToArray().Should().Equal(source.Select(static i => i + 1));
            sequence.Where(static i => i % 2 == 0).Skip(10).First().Should().Be(source.Where(static i => i % 2 == 0).Skip(10).First());
            sequence.Zip(sequence.Reverse()).ToArray().Should().Equal(source.Zip(source.Reverse()));
        }

        numbers.ToDictionary(static i => i, static i => 2 * i).InParallel().Sum(static pair => pair.Value - pair.Key).Should().Be(numbers.Sum());
        var set = new HashSet<int>();
        ParallelSequence<int> late = set.InParallel();
        set.Add(5);
        late.ToArray().Should().Equal(5);
    }

    [Fact]
    public void InParallel_OfASequence_IsTheSequence()
    {
        ParallelSequence<int> query = ParallelRange.From(0, 5).WithMaxWorkers(1);
        query.InParallel().Should().BeSameAs(query);
        ((IEnumerable<int>)query).InParallel().Should().BeSameAs(query);
    }

    [Fact]
    public void Foreach_EndlessSource_MayBeLeft()
    {
        var source = new PulledSource();
        int next = 0;
        foreach (int item in source.InParallel().Select(static i => i))
        {
            item.Should().Be(next++);
            if (next == 1000)
                break;
        }

        source.Disposed.Should().Be(1);
        foreach (long item in ParallelRange.From(0, long.MaxValue).Where(static i => i % 2 == 0))
        {
            if (item > 10_000)
                break;
        }
    }

    [Fact]
    public void MoveNext_LongSequence_RunsNotFarAhead()
    {
        int computed = 0;
        int taken = 0;
        foreach (int item in ParallelRange.From(0, 1_000_000).Select(i =>
                 {
                     Interlocked.Increment(ref computed);
                     return i;
                 }))
        {
            taken++;
            if (item % 10_000 == 0)
                Volatile.Read(ref computed).Should().BeLessThanOrEqualTo(taken + (1 << 16));
        }

        taken.Should().Be(1_000_000);
    }

    [Fact]
    public void GetEnumerator_NothingIsAskedFor_NothingBegins()
    {
        var source = new PulledSource();
        source.InParallel().GetEnumerator().Dispose();
        source.Begun.Should().Be(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(4999)]
    public void Foreach_AnItemFails_ThoseBeforeItComeFirst(int failing)
    {
        foreach (ParallelSequence<int> query in (ParallelSequence<int>[])
                 [
                     ParallelRange.From(0, 5000).Select(i => i == failing ? throw new ItemException("selector", i) : i),
                     ParallelRange.From(0, 5000).Where(i => i != failing ? true : throw new ItemException("predicate", i)),
                     new PulledSource(5000, failing).InParallel().Select(static i => i),
                 ])
        {
            var taken = new List<int>();
            Action run = () =>
            {
                foreach (int item in query)
                    taken.Add(item);
            };
            run.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Should().BeOfType<ItemException>();
            taken.Should().Equal(Enumerable.Range(0, failing));
        }
    }

    [Fact]
    public void MoveNext_TokenIsCancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        using IEnumerator<int> items = ParallelRange.From(0, 5000).WithCancellation(source.Token).GetEnumerator();
        items.MoveNext().Should().BeTrue();
        source.Cancel();
        items.Invoking(static items =>
        {
            while (items.MoveNext())
            {
            }
        }).Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Foreach_InsideABody_Ends(int workers)
    {
        long[] sums = new long[50];
        ParallelRange.Run(0, sums.Length, 1, i =>
        {
            foreach (int item in ParallelRange.From(0, 1000 + i).Select(static i => i))
                sums[i] += item;
        }, Schedulers.Options(workers));
        sums.Should().Equal(Enumerable.Range(0, 50).Select(static i => (1000L + i) * (999 + i) / 2));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void MoveNext_BetweenTwoWindows_AllWorkersAreFree(int workers)
    {
        WorkStealingScheduler scheduler = Schedulers.Of(workers);
        using IEnumerator<int> items = ParallelRange.From(0, 100_000).On(scheduler).Select(static i => i).GetEnumerator();
        for (int i = 0; i < 1000; i++)
            items.MoveNext().Should().BeTrue();
        Rendezvous.Of(workers, all => ParallelRange.Run(0, workers, 1, _ => all.Meet(), new RangeOptions { Scheduler = scheduler }));
        items.MoveNext().Should().BeTrue();
        items.Current.Should().Be(1000);
    }

    [Fact]
    public void GetEnumerator_Twice_RunsTwiceAndInterleaves()
    {
        int computed = 0;
        ParallelSequence<int> query = ParallelRange.From(0, 10).Select(i =>
        {
            Interlocked.Increment(ref computed);
            return i;
        });
        using IEnumerator<int> first = query.GetEnumerator();
        using IEnumerator<int> second = query.GetEnumerator();
        for (int i = 0; i < 10; i++)
        {
            first.MoveNext().Should().BeTrue();
            second.MoveNext().Should().BeTrue();
            (first.Current, second.Current).Should().Be((i, i));
        }

        (first.MoveNext(), second.MoveNext(), first.MoveNext()).Should().Be((false, false, false));
        computed.Should().Be(20);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Foreach_WithLocals_TheyAreDisposedAtItsEnd(bool isLeft)
    {
        int made = 0;
        int disposed = 0;
        foreach (int item in ParallelRange.From(0, 1000).WithLocal(() =>
                 {
                     Interlocked.Increment(ref made);
                     return new Local(() => Interlocked.Increment(ref disposed));
                 }).Select(static (i, _) => i))
        {
            if (isLeft && item == 10)
                break;
        }

        made.Should().BePositive();
        disposed.Should().Be(made);
    }

    private static List<T> Taken<T>(ParallelSequence<T> query)
    {
        var items = new List<T>();
        foreach (T item in query)
            items.Add(item);
        return items;
    }

    private sealed class Local(Action onDispose) : IDisposable
    {
        public void Dispose() => onDispose();
    }
}
