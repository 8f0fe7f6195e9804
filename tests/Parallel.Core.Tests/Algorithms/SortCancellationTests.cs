using System.Runtime.CompilerServices;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

public sealed class SortCancellationTests
{
    private const int Length = 60_000;

    [Theory]
    [InlineData(10)]
    [InlineData(Length)]
    public void Everything_TokenIsCancelledBefore_DoesNothing(int n)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var options = new RangeOptions { CancellationToken = source.Token };
        int[] items = SortInputs.Of("random", n);
        double[] floating = Array.ConvertAll(items, static item => (double)item);
        Action[] calls =
        [
            () => ParallelAlgorithms.Sort(items, options: options),
            () => ParallelAlgorithms.Sort(items, static (a, b) => a.CompareTo(b), options),
            () => ParallelAlgorithms.Sort(floating, options: options),
            () => ParallelAlgorithms.SortBy(items, static item => -item, options: options),
            () => ParallelAlgorithms.Sort(items, floating, options: options),
            () => ParallelAlgorithms.IsSorted(items, options: options),
            () => ParallelAlgorithms.Merge(items, items, new int[2 * n], options: options),
            () => ParallelAlgorithms.NthElement(items, 0, options: options),
            () => ParallelAlgorithms.TopN(items, 1, options: options),
            () => ParallelAlgorithms.TopN(items, n, options: options),
        ];

        foreach (Action call in calls)
            call.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);

        items.Should().Equal(SortInputs.Of("random", n));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Sort_CancelledAtACallOfTheComparer_KeepsEveryItem(int workers)
    {
        foreach (int call in (int[])[1, 100, 100_000, 500_000, 700_000, 750_000, 800_000])
        {
            using var source = new CancellationTokenSource();
            int[] items = SortInputs.Of("random", Length);
            var calls = new StrongBox<int>();
            Comparison<int> comparison = (a, b) =>
            {
                if (Interlocked.Increment(ref calls.Value) == call)
                    source.Cancel();
                return a.CompareTo(b);
            };

            Action sort = () => ParallelAlgorithms.Sort(items, comparison, Schedulers.Options(workers).With(cancellationToken: source.Token));

            sort.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
            items.Order().Should().Equal(SortInputs.Of("random", Length).Order());
        }
    }

    [Fact]
    public void Sort_CancelledAnyTimeDuringARadixSort_KeepsEveryItem()
    {
        int[] original = SortInputs.Of("random", 5 * Length);
        int[] expected = [.. original.Order()];
        for (int round = 0; round < Effort.Pick(quick: 8, full: 40); round++)
        {
            using var source = new CancellationTokenSource();
            int[] items = [.. original];
            int delay = round * 3000;
            Threads.RunTogether(2, i =>
            {
                if (i == 0)
                {
                    Thread.SpinWait(delay);
                    source.Cancel();
                    return;
                }

                try
                {
                    ParallelAlgorithms.Sort(items, options: Schedulers.Options(2).With(cancellationToken: source.Token));
                }
                catch (OperationCanceledException)
                {
                }
            });

            items.Order().Should().Equal(expected);
        }
    }

    [Fact]
    public void Sort_OneWorkerAllowed_StaysOnTheCallingThread()
    {
        int[] items = SortInputs.Of("random", Length);
        int caller = Environment.CurrentManagedThreadId;
        int strangers = 0;

        ParallelAlgorithms.Sort(
            items,
            (a, b) =>
            {
                if (Environment.CurrentManagedThreadId != caller)
                    Interlocked.Increment(ref strangers);
                return a.CompareTo(b);
            },
            Schedulers.Options(3).With(maxWorkers: 1));

        strangers.Should().Be(0);
        items.Should().BeInAscendingOrder();
    }
}
