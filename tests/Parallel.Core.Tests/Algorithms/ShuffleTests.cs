using FluentAssertions;
using ParallelCore.Algorithms;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

public sealed class ShuffleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Shuffle_FewItems_EveryOrderIsEquallyLikely(int bits)
    {
        const int trials = 24_000;
        var counts = new Dictionary<string, int>();
        for (int seed = 0; seed < trials; seed++)
        {
            char[] items = ['a', 'b', 'c', 'd'];
            BucketShuffle<char>.Run(items, (ulong)seed, bits, 3, Schedulers.Options(1));
            counts[new string(items)] = counts.GetValueOrDefault(new string(items)) + 1;
        }

        double expected = trials / 24.0;
        counts.Should().HaveCount(24);
        counts.Values.Sum(count => (count - expected) * (count - expected) / expected)
            .Should().BeLessThan(49.7, "chi-square with 23 degrees of freedom exceeds it once in a thousand");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Shuffle_ManyItems_EachPlaceIsEquallyLikely(int bits)
    {
        const int trials = 3_000;
        const int count = 50;
        var counts = new int[count * count];
        for (int seed = 0; seed < trials; seed++)
        {
            int[] items = [.. Enumerable.Range(0, count)];
            BucketShuffle<int>.Run(items, (ulong)seed * 77, bits, 7, Schedulers.Options(1));
            for (int place = 0; place < count; place++)
                counts[(place * count) + items[place]]++;
        }

        double expected = trials / (double)count;
        counts.Sum(times => (times - expected) * (times - expected) / expected)
            .Should().BeLessThan(2_622, "chi-square with 49 x 49 degrees of freedom exceeds it once in a thousand");
    }

    [Fact]
    public void Shuffle_SmallBlocks_KeepsEveryItemAndIgnoresTheWorkers() => Trials.Sample((count, block, options) =>
    {
        int[] items = [.. Enumerable.Range(0, count)];
        int[] alone = [.. items];
        BucketShuffle<int>.Run(items, 5, 3, block, options);
        BucketShuffle<int>.Run(alone, 5, 3, 1_000, Schedulers.Options(1));
        items.Should().Equal(alone);
        items.Order().Should().Equal(Enumerable.Range(0, count));
    });

    [Fact]
    public void Shuffle_AnyNumberOfWorkers_GivesTheSameOrder()
    {
        foreach (int length in (int[])[0, 1, 2, 1_000, 300_000])
        {
            int[] reference = [.. Enumerable.Range(0, length)];
            ParallelAlgorithms.Shuffle(reference, 42, Schedulers.Options(1));
            Trials.OnEach(options =>
            {
                int[] items = [.. Enumerable.Range(0, length)];
                ParallelAlgorithms.Shuffle(items, 42, options);
                items.SequenceEqual(reference).Should().BeTrue();
                List<int> list = [.. Enumerable.Range(0, length)];
                ParallelAlgorithms.Shuffle(list, 42, options);
                list.SequenceEqual(reference).Should().BeTrue();
                ParallelAlgorithms.Shuffle(list, 43, options);
                if (length > 2)
                    list.SequenceEqual(reference).Should().BeFalse();
            });
            reference.Order().SequenceEqual(Enumerable.Range(0, length)).Should().BeTrue();
        }
    }

    [Fact]
    public void BitsFor_MoreItems_NeedMoreBucketsUpToALimit()
    {
        BucketShuffle<int>.BitsFor(0).Should().Be(0);
        BucketShuffle<int>.BitsFor(10_000).Should().Be(0);
        BucketShuffle<int>.BitsFor(65_535).Should().Be(0);
        BucketShuffle<int>.BitsFor(65_536).Should().Be(3);
        BucketShuffle<int>.BitsFor(300_000).Should().Be(5);
        BucketShuffle<int>.BitsFor(1 << 21).Should().Be(8);
        BucketShuffle<int>.BitsFor(int.MaxValue).Should().Be(10);
    }

    [Fact]
    public void NextBelow_ABoundThatDoesNotDivide_IsEven()
    {
        var random = SplitMix.Stream(3, 0);
        var counts = new int[3];
        for (int i = 0; i < 30_000; i++)
            counts[random.NextBelow(3u << 30) % 3]++; // unless some draws are rejected, multiples of 3 come twice as often
        counts.Should().OnlyContain(count => Math.Abs(count - 10_000) < 400);
    }
}
