using FluentAssertions;
using ParallelCore.Counters;
using ParallelCore.Primitives;
using ParallelCore.Tests.Loops;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Counters;

public sealed class ConcurrentHistogramTests
{
    [Fact]
    public void Snapshot_New_IsEmpty()
    {
        var histogram = new ConcurrentHistogram();
        histogram.TotalCount.Should().Be(0);
        ShouldBeEmpty(histogram.Snapshot());
        ShouldBeEmpty(histogram.SnapshotThenReset());
    }

    [Fact]
    public void Constructor_Defaults_TrackEveryValueToTwoDigits()
    {
        var histogram = new ConcurrentHistogram();
        (histogram.LowestDiscernibleValue, histogram.HighestTrackableValue, histogram.SignificantDigits).Should().Be((1, long.MaxValue, 2));
        histogram.Record(long.MaxValue);
        histogram.Record(0);
        HistogramSnapshot snapshot = histogram.Snapshot();
        (snapshot.Count, snapshot.Min, snapshot.Max, snapshot.OverflowCount).Should().Be((2, 0, long.MaxValue, 0));
    }

    [Theory]
    [InlineData(1, 2, 1, 1, 2)]
    [InlineData(1000, 100_000, 3, 512, 100_351)]
    [InlineData(1, 3_600_000_000, 3, 1, 3_600_809_983)]
    [InlineData(long.MaxValue / 2, long.MaxValue, 5, 1L << 61, long.MaxValue)]
    public void Constructor_Range_IsRoundedToBuckets(long lowest, long highest, int digits, long actualLowest, long actualHighest)
    {
        var histogram = new ConcurrentHistogram(lowest, highest, digits);
        histogram.LowestDiscernibleValue.Should().Be(actualLowest);
        histogram.HighestTrackableValue.Should().Be(actualHighest);
    }

    [Fact]
    public void Constructor_OutOfRange_NamesTheParameter()
    {
        Of(0, 10, 1).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("lowestDiscernibleValue");
        Of(long.MinValue, 10, 1).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("lowestDiscernibleValue");
        Of(1, 1, 1).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("highestTrackableValue");
        Of(50, 99, 1).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("highestTrackableValue");
        Of((long.MaxValue / 2) + 1, long.MaxValue, 1).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("highestTrackableValue");
        Of(1, -5, 1).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("highestTrackableValue");
        Of(1, 10, 0).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("significantDigits");
        Of(1, 10, 6).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("significantDigits");

        static Action Of(long lowest, long highest, int digits) => () => _ = new ConcurrentHistogram(lowest, highest, digits);
    }

    [Fact]
    public void Record_OutOfRange_ThrowsBeforeAnythingIsCounted()
    {
        var histogram = new ConcurrentHistogram();
        histogram.Invoking(h => h.Record(-1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("value");
        histogram.Invoking(h => h.Record(long.MinValue, 1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("value");
        histogram.Invoking(h => h.Record(1, -1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("count");
        histogram.TotalCount.Should().Be(0);
    }

    [Fact]
    public void Record_AboveTheHighest_CountsAsTheHighest()
    {
        var histogram = new ConcurrentHistogram(1, 1000, 2);
        long highest = histogram.HighestTrackableValue;
        histogram.Record(highest);
        histogram.Record(highest + 1);
        histogram.Record(long.MaxValue, 3);
        HistogramSnapshot snapshot = histogram.SnapshotThenReset();
        (snapshot.Count, snapshot.OverflowCount, snapshot.Max).Should().Be((5, 4, highest));
        snapshot.Buckets.Should().ContainSingle().Which.Count.Should().Be(5);
        ShouldBeEmpty(histogram.SnapshotThenReset());
        histogram.Record(1);
        histogram.TotalCount.Should().Be(1);
        histogram.Snapshot().OverflowCount.Should().Be(0);
    }

    [Fact]
    public void Record_WithCount_IsThatManyRecordings()
    {
        var histogram = new ConcurrentHistogram();
        histogram.Record(5, 0);
        histogram.Record(6, 7);
        histogram.Record(6);
        histogram.TotalCount.Should().Be(8);
        histogram.Snapshot().Buckets.Should().Equal(((long Lower, long Upper, long Count))(6, 6, 8));
    }

    [Fact]
    public void Record_MoreThanACountHolds_WrapsAround()
    {
        var histogram = new ConcurrentHistogram();
        histogram.Record(3, long.MaxValue);
        histogram.Record(3, 2);
        histogram.TotalCount.Should().Be(long.MinValue + 1);
        HistogramSnapshot wrapped = histogram.SnapshotThenReset();
        wrapped.Count.Should().Be(long.MinValue + 1);
        wrapped.Invoking(w => w.Percentile(50)).Should().NotThrow("though it means nothing");
        histogram.Record(3, 4);
        histogram.Snapshot().Count.Should().Be(4);
    }

    [Fact]
    public void Snapshot_LaterRecordings_DoNotChangeIt()
    {
        var histogram = new ConcurrentHistogram();
        histogram.Record(10);
        HistogramSnapshot before = histogram.Snapshot();
        histogram.Record(20);
        histogram.Reset();
        histogram.Record(30);
        before.Buckets.Should().Equal(((long Lower, long Upper, long Count))(10, 10, 1));
        histogram.Snapshot().Buckets.Should().Equal(((long Lower, long Upper, long Count))(30, 30, 1));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    public void Record_ManyThreads_CountsAreExact(int threads)
    {
        const int Each = 20_000;
        var histogram = new ConcurrentHistogram();
        Threads.RunTogether(threads, i =>
        {
            for (int k = 0; k < Each; k++)
                histogram.Record(k & 63);
        });
        histogram.TotalCount.Should().Be((long)threads * Each);
        ShouldCount(histogram.Snapshot(), value => threads * Enumerable.Range(0, Each).Count(k => (k & 63) == value));
    }

    [Fact]
    public void Record_MoreThreadsThanNumbersAtOnce_CountsAreExact()
    {
        int threads = ThreadNumber.Most + 30;
        var histogram = new ConcurrentHistogram(1, 1000);
        using var all = new Barrier(threads);
        Threads.RunTogether(threads, i =>
        {
            ThreadNumber.Take();
            all.SignalAndWait(); // nobody gives a number back: some threads stay without
            for (int k = 0; k < 4_000; k++)
                histogram.Record(k & 3);
            all.SignalAndWait();
        });
        ShouldCount(histogram.Snapshot(), value => value < 4 ? threads * 1_000L : 0);
    }

    [Fact]
    public void Record_ThreadAfterThread_CountsAreExactThoughNumbersPassOn()
    {
        int rounds = Effort.Pick(quick: 1, full: 2) * ThreadNumber.Most;
        var histogram = new ConcurrentHistogram(1, 100);
        for (int i = 0; i < rounds; i++)
            Threads.RunTogether(2, _ => histogram.Record(7, 3));
        histogram.TotalCount.Should().Be(rounds * 6L);
    }

    [Fact]
    public void Record_SeveralThreadsFindNoSharedCounts_AllUseTheSame()
    {
        for (int round = 0; round < Effort.Pick(quick: 5, full: 20); round++)
        {
            var histogram = new ConcurrentHistogram(significantDigits: 4); // so large that all are at it when the first has made its counts
            histogram.Record(1); // this thread owns the first counts
            Threads.RunTogether(4, i => histogram.Record(i));
            Assert.Equal(5, histogram.TotalCount);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void Record_InLoops_CountsAreExact(int workers)
    {
        var histogram = new ConcurrentHistogram();
        ParallelRange.Run(0, 128_000, 64, (int i) => histogram.Record(i & 127), Schedulers.Options(workers));
        ShouldCount(histogram.Snapshot(), value => value < 128 ? 1000 : 0);
    }

    [Fact]
    public void SnapshotThenReset_WhileOthersRecord_EveryRecordingIsInExactlyOne()
    {
        const int Each = 100_000;
        var histogram = new ConcurrentHistogram(1, 1_000_000);
        HistogramSnapshot taken = histogram.Snapshot();
        int recording = 6;
        Threads.RunTogether(8, i =>
        {
            if (i < 2)
            {
                while (Volatile.Read(ref recording) > 0)
                {
                    HistogramSnapshot part = histogram.SnapshotThenReset();
                    Assert.Equal(part.Buckets.Sum(static bucket => bucket.Count), part.Count);
                    lock (histogram)
                        taken += part;
                }
            }
            else
            {
                for (int k = 0; k < Each; k++)
                    histogram.Record((k & 31) == 31 ? long.MaxValue : k & 31);
                Interlocked.Decrement(ref recording);
            }
        });
        taken += histogram.SnapshotThenReset();
        taken.Count.Should().Be(6L * Each);
        taken.OverflowCount.Should().Be(6L * Each / 32);
        taken.Buckets.Should().HaveCount(32).And.OnlyContain(bucket => bucket.Count == 6L * Each / 32);
        histogram.TotalCount.Should().Be(0);
    }

    [Fact]
    public void SnapshotThenReset_OfOwnersCountsByWriting_LosesRecordings()
    {
        const int MostRounds = 1000;
        bool hasLost = false;
        for (int round = 0; round < MostRounds && !hasLost; round++)
            hasLost = Loses();
        hasLost.Should().BeTrue("otherwise the test above proves nothing");
    }

    private static bool Loses()
    {
        const int Each = 20_000;
        var broken = new BrokenHistogram(2);
        long taken = 0;
        int recording = 2;
        Threads.RunTogether(3, i =>
        {
            if (i < 2)
            {
                for (int k = 0; k < Each; k++)
                    broken.Record(i);
                Interlocked.Decrement(ref recording);
            }
            else
            {
                while (Volatile.Read(ref recording) > 0)
                    taken += broken.CountThenReset();
            }
        });
        return taken + broken.CountThenReset() != 2L * Each;
    }

    [Fact]
    public void Snapshot_WhileOthersReset_IsNeverOfTwoIntervals()
    {
        // What was there before a reset, less what that reset took, would be negative.
        var histogram = new ConcurrentHistogram(1, 100_000);
        int reading = 1;
        Threads.RunTogether(3, i =>
        {
            if (i == 0)
            {
                bool isRight = true;
                for (int k = 0; k < 500; k++)
                    isRight &= histogram.Snapshot().Buckets.All(static bucket => bucket.Count >= 0) && histogram.TotalCount >= 0;
                Volatile.Write(ref reading, 0);
                Assert.True(isRight);
            }
            else
            {
                for (int k = 0; Volatile.Read(ref reading) == 1; k++)
                {
                    histogram.Record(k & 1023);
                    if (i == 1 && (k & 1023) == 0)
                        histogram.Reset();
                }
            }
        });
    }

    [Fact]
    public void Snapshot_WhileOthersRecord_NeverFalls()
    {
        var histogram = new ConcurrentHistogram(1, 1000);
        int recording = 4;
        Threads.RunTogether(5, i =>
        {
            if (i == 0)
            {
                HistogramSnapshot last = histogram.Snapshot();
                while (Volatile.Read(ref recording) > 0)
                {
                    HistogramSnapshot now = histogram.Snapshot();
                    Assert.Equal(now.Count - last.Count, (now - last).Count);
                    Assert.True(histogram.TotalCount >= now.Count);
                    last = now;
                }
            }
            else
            {
                for (int k = 0; k < 50_000; k++)
                    histogram.Record(k % 900);
                Interlocked.Decrement(ref recording);
            }
        });
        histogram.TotalCount.Should().Be(200_000);
    }

    [Fact]
    public void Record_OnceWarm_AllocatesNothing()
    {
        var histogram = new ConcurrentHistogram();
        AllocatedBytes.Least(() =>
        {
            histogram.Record(5);
            histogram.Record(long.MaxValue, 3);
            _ = histogram.TotalCount;
        }).OfThisThread.Should().Be(0);
    }

    private static void ShouldBeEmpty(HistogramSnapshot snapshot)
    {
        (snapshot.Count, snapshot.OverflowCount, snapshot.Min, snapshot.Max, snapshot.Mean, snapshot.StandardDeviation).Should().Be((0L, 0L, 0L, 0L, 0.0, 0.0));
        foreach (double percentile in (double[])[0, 50, 100])
            snapshot.Percentile(percentile).Should().Be(0);
        snapshot.CountAtOrBelow(long.MaxValue).Should().Be(0);
        snapshot.Buckets.Should().BeEmpty();
    }

    private static void ShouldCount(HistogramSnapshot snapshot, Func<int, long> expected)
    {
        snapshot.Count.Should().Be(snapshot.Buckets.Sum(bucket => bucket.Count));
        snapshot.Buckets.Should().Equal(Enumerable.Range(0, 200).Where(value => expected(value) != 0)
            .Select(value => ((long)value, (long)value, (long)expected(value))));
    }
}
