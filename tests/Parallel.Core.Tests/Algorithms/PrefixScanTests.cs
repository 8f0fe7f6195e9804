using FluentAssertions;
using ParallelCore.Algorithms;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

/// <summary>The scan with blocks of a few items.</summary>
public sealed class PrefixScanTests
{
    private static int s_key = 1_000_000;

    [Fact]
    public void Run_Inclusive_CombinesNeighboursInOrder() => Trials.Sample((count, block, options) =>
    {
        Segment[] items = Segment.Items(count);
        var results = new Segment[count];
        Segment total = Scan(items, results, block, isExclusive: false, options);
        results.Should().Equal(Segment.Prefixes(count));
        total.Should().Be(new Segment(0, count));
        items.Should().Equal(Segment.Items(count));
        Scan(items, items, block, isExclusive: false, options);
        items.Should().Equal(results);
    });

    [Fact]
    public void Run_Exclusive_CombinesWhatIsBefore() => Trials.Sample((count, block, options) =>
    {
        Segment[] items = Segment.Items(count);
        var results = new Segment[count];
        Segment total = Scan(items, results, block, isExclusive: true, options);
        results.Skip(1).Should().Equal(Segment.ExclusivePrefixes(count).Skip(1));
        total.Should().Be(new Segment(0, count));
        Scan(items, items, block, isExclusive: true, options);
        items.Skip(1).Should().Equal(results.Skip(1));
    });

    [Fact]
    public void Run_Integers_AreTheSequentialSums() => Trials.Sample((count, block, options) =>
    {
        Sums(count, block, options, (items, result) => result[..items.Length]);
        int[] small = [.. Numbers(count).Select(number => (int)number)];
        uint[] unsigned = [.. small.Select(number => (uint)number)];
        ulong[] wide = [.. small.Select(number => (ulong)number)];
        Add<int>(small, small, block * 3, isExclusive: false, options);
        Add<uint>(unsigned, unsigned, block * 3, isExclusive: false, options);
        Add<ulong>(wide, wide, block * 3, isExclusive: false, options);
        int sum = 0;
        small.Should().Equal(Numbers(count).Select(number => sum += (int)number));
        unsigned.Should().Equal(small.Select(number => (uint)number));
        sum = 0;
        ulong wideSum = 0;
        wide.Should().Equal(Numbers(count).Select(number => wideSum += (ulong)(int)number));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void Run_Doubles_RoundAlikeOnAnyNumberOfWorkers(int workers)
    {
        double[] items = [.. Numbers(5_000).Select(number => Math.Sin(number))];
        var results = new double[items.Length];
        for (int round = 0; round < 20; round++)
        {
            Add<double>(items, results, 7, isExclusive: round % 2 == 1, Schedulers.Options(workers));
            results.Skip(1).Should().Equal(Reference(items, 7, round % 2 == 1).Skip(1));
        }
    }

    /// <summary>What the README says: prefix, then the block's own scan.</summary>
    private static double[] Reference(double[] items, int block, bool isExclusive)
    {
        var results = new double[items.Length];
        double prefix = 0;
        for (int start = 0; start < items.Length; start += block)
        {
            double sum = 0;
            for (int i = start; i < Math.Min(start + block, items.Length); i++)
            {
                double before = i == start ? prefix : prefix + sum;
                sum = i == start ? items[i] : sum + items[i];
                results[i] = isExclusive ? before : start == 0 ? sum : prefix + sum;
            }

            prefix = start == 0 ? sum : prefix + sum;
        }

        return results;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_FirstBlockTakesLong_OthersAreScannedMeanwhile(bool isExclusive)
    {
        const int count = 80;
        using var othersAreDone = new ManualResetEventSlim();
        var results = new Segment[count];
        bool waited = false;
        Segment Join(Segment left, Segment right)
        {
            if (left.Start == 24 && right.Start == 31)
                othersAreDone.Set();
            if (right == new Segment(1, 2))
                waited = othersAreDone.Wait(TimeSpan.FromSeconds(20));
            return Segment.Join(left, right);
        }

        Segment total = PrefixScan<Segment, FuncOperation<Segment>>.Run(
            Segment.Items(count), results, 8, isExclusive, new FuncOperation<Segment>(Join), Schedulers.Options(3), Interlocked.Increment(ref s_key));
        waited.Should().BeTrue("otherwise nobody scanned the blocks behind the one that waits");
        total.Should().Be(new Segment(0, count));
        results.Skip(1).Should().Equal((isExclusive ? Segment.ExclusivePrefixes(count) : Segment.Prefixes(count)).Skip(1));
    }

    [Fact]
    public void Run_FirstBlockTakesLongAndAnotherFails_AllBeforeThatOneAreDone()
    {
        using var anotherFails = new ManualResetEventSlim();
        var results = new Segment[80];
        Segment Join(Segment left, Segment right)
        {
            if (right == new Segment(1, 2))
                anotherFails.Wait(TimeSpan.FromSeconds(20));
            if (right != new Segment(30, 31))
                return Segment.Join(left, right);
            anotherFails.Set();
            throw new InvalidOperationException("30");
        }

        Action scan = () => PrefixScan<Segment, FuncOperation<Segment>>.Run(
            Segment.Items(80), results, 8, false, new FuncOperation<Segment>(Join), Schedulers.Options(3), Interlocked.Increment(ref s_key));
        scan.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Message.Should().Be("30");
        results.Take(24).Should().Equal(Segment.Prefixes(24));
    }

    [Fact]
    public void Run_HigherBlockFailsFirst_LowestIsReportedFirst()
    {
        using var anotherFails = new ManualResetEventSlim();
        Segment Join(Segment left, Segment right)
        {
            if (right == new Segment(1, 2))
                anotherFails.Wait(TimeSpan.FromSeconds(20));
            if (right == new Segment(30, 31))
                anotherFails.Set();
            return right.Start is 1 or 30 && right.End == right.Start + 1 ? throw new InvalidOperationException($"{right.Start}") : Segment.Join(left, right);
        }

        Action scan = () => PrefixScan<Segment, FuncOperation<Segment>>.Run(
            Segment.Items(80), new Segment[80], 8, false, new FuncOperation<Segment>(Join), Schedulers.Options(2), Interlocked.Increment(ref s_key));
        scan.Should().Throw<AggregateException>().Which.InnerExceptions.Select(error => error.Message).Should().Equal("1", "30");
    }

    /// <summary>Block 1 is being scanned when its prefix comes, block 2 has been left behind: the worker of block 1 passes both prefixes on; the second fails.</summary>
    [Fact]
    public void Run_PrefixFailsBehindABlock_ThatBlockIsStillCombined()
    {
        using var firstIsBegun = new ManualResetEventSlim();
        using var thirdIsBegun = new ManualResetEventSlim();
        var results = new Segment[80];
        bool waited = false;
        Segment Join(Segment left, Segment right)
        {
            if (right == new Segment(1, 2))
                firstIsBegun.Wait(TimeSpan.FromSeconds(20));
            if (right == new Segment(25, 26))
                thirdIsBegun.Set();
            if (right == new Segment(9, 10))
            {
                firstIsBegun.Set();
                waited = thirdIsBegun.Wait(TimeSpan.FromSeconds(20));
            }

            return left.Start == 0 && right == new Segment(16, 24) ? throw new InvalidOperationException("prefix") : Segment.Join(left, right);
        }

        Action scan = () => PrefixScan<Segment, FuncOperation<Segment>>.Run(
            Segment.Items(80), results, 8, false, new FuncOperation<Segment>(Join), Schedulers.Options(2), Interlocked.Increment(ref s_key));
        scan.Should().Throw<AggregateException>().Which.InnerExceptions.Should().ContainSingle().Which.Message.Should().Be("prefix");
        waited.Should().BeTrue();
        results.Take(16).Should().Equal(Segment.Prefixes(16));
    }

    [Fact]
    public void Run_OperationThrows_ReportsTheLowestBlockFirst() => Trials.Sample((count, block, options) =>
    {
        if (count <= block)
            return;
        int late = count - 1;
        int early = count / 2;
        Segment Join(Segment left, Segment right) =>
            right.Start == late || right.Start == early ? throw new InvalidOperationException($"{right.Start}") : Segment.Join(left, right);

        Action scan = () => PrefixScan<Segment, FuncOperation<Segment>>.Run(
            Segment.Items(count), new Segment[count], block, false, new FuncOperation<Segment>(Join), options, Interlocked.Increment(ref s_key));
        AggregateException failure = scan.Should().Throw<AggregateException>().Which;
        int[] failed = [.. failure.InnerExceptions.Select(error => int.Parse(error.Message))];
        if (late / block != early / block)
            failed[0].Should().Be(early);
        failed.Should().BeSubsetOf([early, late]);
    });

    [Fact]
    public void Run_ChainThrows_TheBlockBeforeIsStillCombined()
    {
        foreach (int workers in Trials.Workers)
        {
            for (int round = 0; round < 20; round++)
            {
                var results = new Segment[40];
                Segment Join(Segment left, Segment right) =>
                    left.Start == 0 && right == new Segment(24, 32) ? throw new InvalidOperationException("chain") : Segment.Join(left, right);

                Action scan = () => PrefixScan<Segment, FuncOperation<Segment>>.Run(
                    Segment.Items(40), results, 8, false, new FuncOperation<Segment>(Join), Schedulers.Options(workers), Interlocked.Increment(ref s_key));
                scan.Should().Throw<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("chain");
                results.Take(24).Should().Equal(Segment.Prefixes(24));
            }
        }
    }

    [Fact]
    public void Run_CancelledMeanwhile_ThrowsWithTheToken()
    {
        foreach (int workers in Trials.Workers)
        {
            using var source = new CancellationTokenSource();
            Segment Join(Segment left, Segment right)
            {
                if (right.Start == 20)
                    source.Cancel();
                return Segment.Join(left, right);
            }

            RangeOptions options = Schedulers.Options(workers).With(cancellationToken: source.Token);
            Action scan = () => PrefixScan<Segment, FuncOperation<Segment>>.Run(
                Segment.Items(200), new Segment[200], 4, false, new FuncOperation<Segment>(Join), options, 5);
            scan.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        }
    }

    private static void Sums(int count, int block, RangeOptions options, Func<long[], long[], long[]> shown)
    {
        long[] items = Numbers(count);
        var results = new long[count + 3];
        long total = Add<long>(items, results.AsMemory(0, count), block * 3, isExclusive: false, options);
        long sum = 0;
        shown(items, results).Should().Equal(items.Select(item => sum += item));
        total.Should().Be(sum);
        long exclusive = Add<long>(items, results.AsMemory(0, count), block * 3, isExclusive: true, options);
        sum = 0;
        shown(items, results).Should().Equal(items.Select(item => (sum += item) - item));
        exclusive.Should().Be(total);
        results[count..].Should().OnlyContain(rest => rest == 0);
    }

    private static long[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => i * 0x1E3779B97F4A7C15L)];

    private static Segment Scan(Segment[] items, Segment[] results, int block, bool isExclusive, RangeOptions options)
    {
        Segment total = PrefixScan<Segment, FuncOperation<Segment>>.Run(
            items, results, block, isExclusive, new FuncOperation<Segment>(Segment.Join), options, Interlocked.Increment(ref s_key));
        return items.Length == 0 ? new Segment(0, 0) : total;
    }

    private static T Add<T>(ReadOnlyMemory<T> items, Memory<T> results, int block, bool isExclusive, RangeOptions options)
        where T : System.Numerics.IAdditionOperators<T, T, T> =>
        PrefixScan<T, AddOperation<T>>.Run(items, results, block, isExclusive, default, options, Interlocked.Increment(ref s_key));
}
