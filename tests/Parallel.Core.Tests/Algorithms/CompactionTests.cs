using FluentAssertions;
using ParallelCore.Algorithms;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

/// <summary>RemoveAll, Partition and Unique against LINQ.</summary>
public sealed class CompactionTests
{
    private static readonly int[] s_lengths = [0, 1, 2, 31, 32, 33, 64, 1_023, 1_024, 1_025, 50_000];

    [Fact]
    public void Compaction_SmallBlocks_KeepsTheOrder() => Trials.Sample((count, block, options) =>
    {
        int[] items = Trials.Numbers(count);
        foreach (int below in (int[])[0, 1, 5, 10])
        {
            using var compaction = Compaction<int>.Of(items, block, new PredicateTest<int>(item => item < below, true), keepsOthers: true, options, 9);
            var results = new int[count];
            compaction.CopyTo(results, withOthers: true, options);
            compaction.Kept.Should().Be(items.Count(item => item < below));
            results.Should().Equal(items.Where(item => item < below).Concat(items.Where(item => item >= below)));
        }
    });

    [Fact]
    public void Compaction_ManyItemsInSmallBlocks_AreCopiedInParallel() => Trials.OnEach(options =>
    {
        int[] items = Trials.Numbers(5_000);
        using var compaction = Compaction<int>.Of(items, 7, new PredicateTest<int>(item => item < 5, true), keepsOthers: true, options, 9);
        var results = new int[items.Length];
        compaction.CopyTo(results, withOthers: true, options);
        results.Should().Equal(items.Where(item => item < 5).Concat(items.Where(item => item >= 5)));
    });

    [Fact]
    public void Compaction_Neighbours_LooksAcrossBlocks() => Trials.Sample((count, block, options) =>
    {
        int[] items = [.. Trials.Numbers(count).Order()];
        using var compaction = Compaction<int>.Of(items, block, new NeighbourTest<int, DefaultEquality<int>>(default), keepsOthers: false, options, 9);
        compaction.CopyTo(items, withOthers: false, options);
        items[..compaction.Kept].Should().Equal(Trials.Numbers(count).Distinct().Order());
    });

    [Fact]
    public void RemoveAll_AnyLength_IsThatOfAList() => EachLength((items, options) =>
    {
        List<int> own = [.. items];
        List<int> expected = [.. items];
        ParallelAlgorithms.RemoveAll(own, item => item < 4, options).Should().Be(expected.RemoveAll(item => item < 4));
        own.Should().Equal(expected);
        ParallelAlgorithms.RemoveAll(own, _ => true, options).Should().Be(expected.Count);
        own.Should().BeEmpty();
    });

    [Fact]
    public void Partition_AnyLength_IsStable() => EachLength((items, options) =>
    {
        (int Value, int Index)[] own = [.. items.Select((item, index) => (item, index))];
        (int Value, int Index)[] expected = [.. own.Where(item => item.Value < 4), .. own.Where(item => item.Value >= 4)];
        ParallelAlgorithms.Partition(own, item => item.Value < 4, options).Should().Be(items.Count(item => item < 4));
        own.Should().Equal(expected);
        ParallelAlgorithms.Partition(own, _ => false, options).Should().Be(0);
        own.Should().Equal(expected);
    });

    [Fact]
    public void Unique_AnyLength_DropsRepeats() => EachLength((items, options) =>
    {
        int[] expected = [.. items.Where((item, index) => index == 0 || items[index - 1] != item)];
        int[] own = [.. items];
        ParallelAlgorithms.Unique(own, options: options).Should().Be(expected.Length);
        own[..expected.Length].Should().Equal(expected);
        List<int> list = [.. items];
        ParallelAlgorithms.Unique(list, EqualityComparer<int>.Default, options).Should().Be(expected.Length);
        list.Should().Equal(expected);
        string[] words = [.. items.Select((item, index) => index % 2 == 0 ? "word" : "WORD")];
        ParallelAlgorithms.Unique(words, StringComparer.OrdinalIgnoreCase, options).Should().Be(Math.Min(1, items.Length));
    });

    [Fact]
    public void InPlace_CallbackThrows_NothingHasChangedAndTheLowestIsFirst() => Trials.OnEach(options =>
    {
        int[] items = [.. Enumerable.Range(0, 5_000)];
        static bool Test(int item) => item is 1_000 or 4_000 ? throw new InvalidOperationException($"{item}") : item % 2 == 0;
        Action<int[]>[] calls =
        [
            own => ParallelAlgorithms.Partition(own, Test, options),
            own => ParallelAlgorithms.Unique(own, EqualityComparer<int>.Create((a, b) => Test(Math.Max(a, b)), a => a), options),
        ];
        foreach (Action<int[]> call in calls)
        {
            int[] own = [.. items];
            FluentActions.Invoking(() => call(own)).Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("1000");
            own.Should().Equal(items);
        }

        List<int> list = [.. items];
        FluentActions.Invoking(() => ParallelAlgorithms.RemoveAll(list, Test, options))
            .Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("1000");
        list.Should().Equal(items);
    });

    [Fact]
    public void InPlace_CancelledByTheLastCallback_IsAllOrNothing()
    {
        foreach (int workers in Trials.Workers)
        {
            using var source = new CancellationTokenSource();
            int[] items = [.. Enumerable.Range(0, 5_000)];
            int calls = 0;
            bool Test(int item)
            {
                if (Interlocked.Increment(ref calls) == 5_000)
                    source.Cancel();
                return item % 2 == 0;
            }

            try
            {
                ParallelAlgorithms.Partition(items, Test, Schedulers.Options(workers).With(cancellationToken: source.Token));
                items.Should().Equal(Enumerable.Range(0, 5_000).OrderBy(item => item % 2));
            }
            catch (OperationCanceledException e)
            {
                e.CancellationToken.Should().Be(source.Token);
                items.Should().Equal(Enumerable.Range(0, 5_000));
            }
        }
    }

    [Fact]
    public void FinalPass_OfOptionsThatCouldStopIt_KeepsTheWorkersOnly()
    {
        var kept = new RangeOptions { MaxWorkers = 3, Scheduler = Schedulers.Of(3), Name = "a" };
        foreach (RangeOptions options in (RangeOptions[])[
            kept.With(cancellationToken: new CancellationToken(true)), kept.With(report: _ => { }), kept.With(progress: new Progress<RangeProgress>())])
        {
            RangeOptions final = FinalPass.Of(options)!;
            (final.MaxWorkers, final.Scheduler, final.Name).Should().Be((kept.MaxWorkers, kept.Scheduler, kept.Name));
            (final.CancellationToken, final.Report, final.Progress).Should().Be((default(CancellationToken), null, null));
        }

        FinalPass.Of(null).Should().BeNull();
    }

    [Fact]
    public void InPlace_BadInput_IsRefused()
    {
        FluentActions.Invoking(() => ParallelAlgorithms.RemoveAll<int>(null!, _ => true)).Should().Throw<ArgumentNullException>().WithParameterName("items");
        FluentActions.Invoking(() => ParallelAlgorithms.RemoveAll<int>([1], null!)).Should().Throw<ArgumentNullException>().WithParameterName("match");
        FluentActions.Invoking(() => ParallelAlgorithms.Partition((int[])null!, _ => true))
            .Should().Throw<ArgumentNullException>().WithParameterName("items");
        FluentActions.Invoking(() => ParallelAlgorithms.Partition(new int[1], null!)).Should().Throw<ArgumentNullException>().WithParameterName("predicate");
        FluentActions.Invoking(() => ParallelAlgorithms.Unique((int[])null!)).Should().Throw<ArgumentNullException>().WithParameterName("items");
    }

    private static void EachLength(Action<int[], RangeOptions> check)
    {
        foreach (int length in s_lengths)
            Trials.OnEach(options => check(Trials.Numbers(length), options));
    }
}
