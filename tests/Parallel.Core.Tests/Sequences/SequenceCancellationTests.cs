using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

/// <summary>Each result, cancelled before and in the middle, and failing.</summary>
public sealed class SequenceCancellationTests
{
    public static TheoryData<string> Results => [.. SequenceResults.All.Keys];

    [Theory]
    [MemberData(nameof(Results))]
    public void Result_CancelledBefore_RunsNothing(string result)
    {
        var token = new CancellationToken(canceled: true);
        int ran = 0;
        var source = new PulledSource(1000);
        FluentActions.Invoking(() => SequenceResults.All[result](ParallelRange.From(0, 10_000).Do(_ => ran++).WithCancellation(token)))
            .Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(token);
        FluentActions.Invoking(() => SequenceResults.All[result](ParallelRange.From(0, 0).WithCancellation(token))).Should().Throw<OperationCanceledException>();
        FluentActions.Invoking(() => SequenceResults.All[result](ParallelRange.Over(source).WithCancellation(token))).Should().Throw<OperationCanceledException>();
        (ran, source.Begun, source.Pulled).Should().Be((0, 0, 0));
    }

    [Theory]
    [MemberData(nameof(Results))]
    public void Result_CancelledInTheMiddle_StopsSoon(string result)
    {
        foreach (ChainSource kind in (ChainSource[])[ChainSource.Array, ChainSource.IntRange, ChainSource.ReadOnlyList, ChainSource.Lines, ChainSource.Pulled])
        {
            foreach (int workers in (int[])[1, 3])
            {
                using var cancellation = new CancellationTokenSource();
                int ran = 0;
                int after = 0;
                ParallelSequence<int> items = new ChainSetup(kind, 10_000, Workers: workers).Sequence().Select(item =>
                {
                    if (cancellation.IsCancellationRequested)
                        Interlocked.Increment(ref after);
                    if (Interlocked.Increment(ref ran) == 300)
                        cancellation.Cancel();
                    return item;
                }).WithCancellation(cancellation.Token);
                FluentActions.Invoking(() => SequenceResults.All[result](items)).Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(cancellation.Token);
                after.Should().BeLessThanOrEqualTo(16 * workers, "a worker looks up after each short block: {0}, {1} workers", kind, workers);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Results))]
    public void Result_OfItemsThatFail_ThrowsTheLowest(string result)
    {
        foreach (ChainSource kind in (ChainSource[])[ChainSource.Array, ChainSource.Lines, ChainSource.Pulled])
        {
            ParallelSequence<int> items = new ChainSetup(kind, 10_000, Workers: 3).Sequence().Select(static item => item % 100 == 77 ? throw new ItemException("select", item) : item);
            AggregateException e = FluentActions.Invoking(() => SequenceResults.All[result](items)).Should().Throw<AggregateException>().Which;
            e.InnerExceptions.Should().AllBeOfType<ItemException>();
            if (result is not "Reverse")
                e.InnerExceptions[0].Message.Should().Be("select at 77");
        }
    }

    [Fact]
    public void Identity_ThatFails_ArrivesInTheAggregate()
    {
        foreach (int length in (int[])[0, 1, 1000])
        {
            FluentActions.Invoking(() => ParallelRange.From(0, length).Aggregate(static int () => throw new ItemException("identity", 0), static (sum, _) => sum, static (a, _) => a))
                .Should().Throw<AggregateException>();
            FluentActions.Invoking(() => ParallelRange.Over(new PulledSource(length)).Aggregate(static int () => throw new ItemException("identity", 0), static (sum, _) => sum, static (a, _) => a))
                .Should().Throw<AggregateException>();
        }
    }

    [Fact]
    public void Combine_ThatFails_ArrivesInTheAggregate()
    {
        foreach (int workers in (int[])[1, 3])
        {
            foreach (int failing in Enumerable.Range(1, 20))
            {
                int calls = 0;
                FluentActions.Invoking(() => ParallelRange.From(0, 21).WithChunk(1).On(Schedulers.Of(workers)).Aggregate(
                        static () => 0, static (sum, _) => sum, (a, _) => Interlocked.Increment(ref calls) == failing ? throw new ItemException("combine", failing) : a))
                    .Should().Throw<AggregateException>().Which.InnerExceptions.Should().AllBeOfType<ItemException>();
            }
        }
    }

    [Fact]
    public void Comparer_ThatFails_ArrivesInTheAggregate()
    {
        Comparer<int> comparer = Comparer<int>.Create(static (_, _) => throw new ItemException("compare", 0));
        Action[] results = [() => ParallelRange.From(0, 1000).Min(comparer), () => ParallelRange.From(0, 1000).MaxBy(static item => item, comparer), () => ParallelRange.From(0, 1000).MinMax(comparer)];
        foreach (Action result in results)
            result.Should().Throw<AggregateException>().Which.InnerExceptions.Should().AllBeOfType<ItemException>();
    }

    [Fact]
    public void Sum_ThatOverflows_Throws()
    {
        FluentActions.Invoking(static () => ParallelRange.Over(new[] { int.MaxValue, 1 }).Sum()).Should().Throw<OverflowException>();
        FluentActions.Invoking(static () => ParallelRange.Over(new[] { long.MaxValue, 1L }).Sum()).Should().Throw<OverflowException>();
        ParallelRange.Over(new[] { int.MaxValue, 1, -1 }).Sum().Should().Be(int.MaxValue);
        ParallelRange.Over(new[] { long.MaxValue, 1L, -1L }).Sum().Should().Be(long.MaxValue);
        ParallelRange.Over(new[] { ulong.MaxValue, 0UL }).Sum().Should().Be(ulong.MaxValue);
        FluentActions.Invoking(static () => ParallelRange.Over(new[] { decimal.MaxValue, 1m }).Sum()).Should().Throw<AggregateException>().WithInnerException<OverflowException>();
    }

    [Fact]
    public void CopyTo_TooShortAMemory_Throws()
    {
        int ran = 0;
        FluentActions.Invoking(() => ParallelRange.From(0, 10).Do(_ => ran++).CopyTo(new int[9])).Should().Throw<ArgumentException>().WithParameterName("destination");
        ran.Should().Be(0);
        FluentActions.Invoking(static () => ParallelRange.From(0, 10).Where(static _ => true).CopyTo(new int[9])).Should().Throw<ArgumentException>().WithParameterName("destination");
    }

    [Fact]
    public void Result_OnADisposedScheduler_Throws()
    {
        var scheduler = new ParallelCore.Scheduling.WorkStealingScheduler(new ParallelCore.Scheduling.WorkStealingOptions { Workers = 2 });
        scheduler.Dispose();
        FluentActions.Invoking(() => ParallelRange.From(0, 10).On(scheduler).Sum()).Should().Throw<ObjectDisposedException>();
    }

    /// <summary>With no operator in between, the array's items go to the last sink, which looks up no more often than it is called.</summary>
    [Fact]
    public void Result_StraightFromAnArray_SeesTheCancellationWithinABlock()
    {
        int[] items = [.. Enumerable.Range(0, 10_000)];
        (string Name, Action<ParallelSequence<int>, Action> Run)[] results =
        [
            ("ForEach", static (sequence, call) => sequence.ForEach(_ => call())),
            ("MinBy", static (sequence, call) => sequence.MinBy(item => { call(); return item; })),
            ("Aggregate", static (sequence, call) => sequence.Aggregate(0, (state, item) => { call(); return state + item; }, static (a, b) => a + b)),
            ("Reduce", static (sequence, call) => sequence.Reduce((a, b) => { call(); return a + b; })),
            ("Count", static (sequence, call) => sequence.Count(_ => { call(); return true; })),
            ("Last", static (sequence, call) => sequence.Last(_ => { call(); return true; })),
            ("Any", static (sequence, call) => sequence.Any(_ => { call(); return false; })),
        ];
        foreach ((string name, Action<ParallelSequence<int>, Action> run) in results)
        {
            using var source = new CancellationTokenSource();
            int calls = 0;
            FluentActions.Invoking(() => run(items.InParallel().WithMaxWorkers(1).WithChunk(items.Length).WithCancellation(source.Token), () =>
            {
                if (++calls == 100)
                    source.Cancel();
            })).Should().Throw<OperationCanceledException>(name);
            calls.Should().BeLessThanOrEqualTo(100 + 16, name);
        }
    }
}
