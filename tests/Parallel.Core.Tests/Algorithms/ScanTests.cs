using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

public sealed class ScanTests
{
    private static readonly int[] s_lengths = [0, 1, 2, 1_023, 1_024, 1_025, 16_383, 16_384, 16_385, 100_000];

    [Fact]
    public void Scan_OfIntegers_IsTheRunningSum()
    {
        foreach (int length in s_lengths)
        {
            int[] items = Trials.Numbers(length);
            int sum = 0;
            int[] expected = [.. items.Select(item => sum += item)];
            Trials.OnEach(options =>
            {
                int[] array = [.. items];
                ParallelAlgorithms.Scan(array, options);
                array.Should().Equal(expected);
                var results = new int[length];
                ParallelAlgorithms.Scan<int>(items, results, options);
                results.Should().Equal(expected);
            });
        }
    }

    [Fact]
    public void ExclusiveScan_OfIntegers_IsTheRunningSumBeforeAndReturnsTheTotal()
    {
        foreach (int length in s_lengths)
        {
            int[] items = Trials.Numbers(length);
            int sum = 0;
            int[] expected = [.. items.Select(item => (sum += item) - item)];
            Trials.OnEach(options =>
            {
                int[] array = [.. items];
                ParallelAlgorithms.ExclusiveScan(array, options).Should().Be(sum);
                array.Should().Equal(expected);
                var results = new int[length];
                ParallelAlgorithms.ExclusiveScan<int>(items, results, options).Should().Be(sum);
                results.Should().Equal(expected);
            });
        }
    }

    [Fact]
    public void Scan_OfAnOperationThatDoesNotCommute_KeepsTheOrder()
    {
        foreach (int length in s_lengths)
        {
            Trials.OnEach(options =>
            {
                Segment[] array = Segment.Items(length);
                ParallelAlgorithms.Scan(array, Segment.Join, options);
                array.Should().Equal(Segment.Prefixes(length));
                var identity = new Segment(0, 0);
                Segment[] exclusive = Segment.Items(length);
                ParallelAlgorithms.ExclusiveScan(exclusive, identity, Segment.Join, options).Should().Be(new Segment(0, length));
                exclusive.Should().Equal(Segment.ExclusivePrefixes(length));
                var results = new Segment[length];
                ParallelAlgorithms.ExclusiveScan(Segment.Items(length), results, identity, Segment.Join, options).Should().Be(new Segment(0, length));
                results.Should().Equal(exclusive);
            });
        }
    }

    [Fact]
    public void Scan_OfDoubles_HasTheSameBitsOnAnyNumberOfWorkers()
    {
        double[] items = [.. Enumerable.Range(0, 200_000).Select(i => Math.Sin(i) * i)];
        double[] alone = [.. items];
        ParallelAlgorithms.Scan(alone, Schedulers.Options(1));
        double sum = 0;
        alone.Zip(items.Select(item => sum += item)).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
        double[] combined = [.. items];
        ParallelAlgorithms.Scan(combined, (a, b) => a + b, Schedulers.Options(1));
        for (int round = 0; round < 5; round++)
        {
            Trials.OnEach(options =>
            {
                double[] results = [.. items];
                ParallelAlgorithms.Scan(results, options);
                results.SequenceEqual(alone).Should().BeTrue();
                results = [.. items];
                ParallelAlgorithms.Scan(results, (a, b) => a + b, options);
                results.SequenceEqual(combined).Should().BeTrue();
            });
        }
    }

    [Fact]
    public void Scan_OfStrings_ConcatenatesFromTheLeft()
    {
        string[] words = [.. Enumerable.Range(0, 1_100).Select(i => i % 500 == 0 ? $"<{i}>" : "")];
        ParallelAlgorithms.Scan(words, (a, b) => a + b, Schedulers.Options(3));
        words[^1].Should().Be("<0><500><1000>");
        words[600].Should().Be("<0><500>");
    }

    [Fact]
    public void Scan_DestinationOverlapsAtOtherIndices_IsRefused()
    {
        var items = new int[10];
        Action shifted = () => ParallelAlgorithms.Scan<int>(items.AsMemory(0, 5), items.AsMemory(1, 5));
        shifted.Should().Throw<ArgumentException>().WithParameterName("destination");
        Action shorter = () => ParallelAlgorithms.ExclusiveScan<int>(items, items.AsMemory(0, 9));
        shorter.Should().Throw<ArgumentException>().WithParameterName("destination");
        Action same = () => ParallelAlgorithms.Scan<int>(items, items);
        same.Should().NotThrow();
    }

    [Fact]
    public void Scan_BadInput_IsRefused()
    {
        Action[] calls =
        [
            () => ParallelAlgorithms.Scan((int[])null!),
            () => ParallelAlgorithms.Scan((int[])null!, Math.Max),
            () => ParallelAlgorithms.ExclusiveScan((int[])null!),
            () => ParallelAlgorithms.ExclusiveScan((int[])null!, 0, Math.Max),
        ];
        foreach (Action call in calls)
            call.Should().Throw<ArgumentNullException>().WithParameterName("items");
        Action noOperation = () => ParallelAlgorithms.Scan(new int[1], (Func<int, int, int>)null!);
        noOperation.Should().Throw<ArgumentNullException>().WithParameterName("combine");
        Action noExclusiveOperation = () => ParallelAlgorithms.ExclusiveScan(new int[1], 0, null!);
        noExclusiveOperation.Should().Throw<ArgumentNullException>().WithParameterName("combine");
    }

    [Fact]
    public void Scan_CancelledBefore_ChangesNothing()
    {
        int[] items = [1, 2];
        Action sum = () => ParallelAlgorithms.Scan(items, new RangeOptions { CancellationToken = new CancellationToken(true) });
        sum.Should().Throw<OperationCanceledException>();
        items.Should().Equal(1, 2);
        Action empty = () => ParallelAlgorithms.Scan(Array.Empty<int>(), new RangeOptions { CancellationToken = new CancellationToken(true) });
        empty.Should().Throw<OperationCanceledException>("an empty call sees the token as well");
    }
}
