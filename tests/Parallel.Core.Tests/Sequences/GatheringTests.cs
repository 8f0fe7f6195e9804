using FluentAssertions;
using ParallelCore.Sequences;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

/// <summary>Operators that keep items in memory, and what they must not keep or forget.</summary>
public sealed class GatheringTests
{
    private static IEnumerable<int> Endless()
    {
        for (int i = 0; ; i++)
            yield return i;
    }

    [Fact]
    public void Chain_WeightsForTheSourceAndItemsGathered_CutsWhatWasGatheredByItself()
    {
        double[] weights = [.. Enumerable.Repeat(1.0, 100)];
        ParallelSequence<int> items = ParallelRange.From(0, 100).WithChunk(ChunkPolicy.ByWeight(weights)).Where(static i => i % 2 == 0);

        items.Select(static (item, position) => item - (2 * position)).ToArray().Should().HaveCount(50).And.OnlyContain(static difference => difference == 0);
        items.Reverse().First().Should().Be(98);
        items.TakeWhile(static i => i < 50).ToArray().Should().HaveCount(25);
        items.SkipWhile(static i => i < 50).ToArray().Should().HaveCount(25);
        items.Window(2).Count().Should().Be(49);
        items.Distinct().Order().Sum().Should().Be(2450);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(2000)]
    public void Chain_WeightsOfAnotherLength_AreRefused(int length)
    {
        var weights = ChunkPolicy.ByWeight(new double[9]);
        foreach (ParallelSequence<int> items in (ParallelSequence<int>[])[ParallelRange.From(0, length).WithChunk(weights), Enumerable.Range(0, length).ToArray().InParallel().WithChunk(weights)])
        {
            items.Invoking(static s => s.ToArray()).Should().ThrowExactly<ArgumentException>();
            items.Invoking(static s => s.ToList()).Should().ThrowExactly<ArgumentException>();
            items.Invoking(static s => s.Count()).Should().ThrowExactly<ArgumentException>();
            items.Invoking(static s => s.Sum(static item => (long)item)).Should().ThrowExactly<ArgumentException>();
        }
    }

    [Fact]
    public void FirstWindow_OfAFewWantedItems_HasOneForEachWorker()
    {
        CollectPass<int>.FirstWindow(1, 2).Should().Be(16);
        CollectPass<int>.FirstWindow(100, 2).Should().Be(200);
        CollectPass<int>.FirstWindow(1, 256).Should().Be(256);
        CollectPass<int>.FirstWindow(long.MaxValue, 256).Should().Be(1024);
        foreach (int workers in (int[])[1, 3, 64, 256])
            ParallelRange.From(0, 10_000).On(Schedulers.Of(workers)).Where(static i => i % 10 == 3).Take(7).ToArray().Should().Equal(3, 13, 23, 33, 43, 53, 63);
    }

    [Fact]
    public void Position_OfAnEndlessEnumerable_NeedsNoGathering()
    {
        Endless().InParallel().Select(static (item, position) => item - position).Take(1000).ToArray().Should().HaveCount(1000).And.OnlyContain(static difference => difference == 0);
        Endless().InParallel().Index().First(static pair => pair.Item == 500).Index.Should().Be(500);
        Endless().InParallel().FindIndex(static item => item == 100_000).Should().Be(100_000);
        Endless().InParallel().Where(static (_, position) => position % 2 == 1).Take(3).ToArray().Should().Equal(1, 3, 5);
        FluentActions.Invoking(static () => Endless().InParallel().ForEach(static (item, position) =>
        {
            item.Should().Be(position);
            if (item == 70_000)
                throw new InvalidOperationException("enough");
        })).Should().ThrowExactly<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("enough");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Zip_WithAnEndlessEnumerable_EndsWithTheOther(int workers)
    {
        ParallelSequence<int> known = ParallelRange.From(0, 300).On(Schedulers.Of(workers));
        known.Zip(Endless().InParallel(), static (a, b) => a - b).ToArray().Should().HaveCount(300).And.OnlyContain(static difference => difference == 0);
        Endless().InParallel().On(Schedulers.Of(workers)).Zip(ParallelRange.From(0, 300), static (a, b) => a - b).ToArray().Should().HaveCount(300).And.OnlyContain(static difference => difference == 0);
    }

    [Fact]
    public void Reverse_AnItemFails_WhatComesBeforeItIsFoundHoweverItIsCut()
    {
        foreach (int workers in (int[])[1, 2, 3, 16])
        {
            foreach (ChunkPolicy chunk in (ChunkPolicy[])[ChunkPolicy.Auto, 1, 7, 100])
            {
                foreach (CancellationToken token in (CancellationToken[])[default, new CancellationTokenSource().Token])
                {
                    ParallelSequence<int> items = ParallelRange.From(0, 100).On(Schedulers.Of(workers)).WithChunk(chunk).WithCancellation(token)
                        .Select(static i => i is 50 or 40 ? throw new InvalidOperationException($"{i}") : i).Reverse();
                    items.First(static i => i == 60).Should().Be(60);
                    FluentActions.Invoking(() => items.First(static i => i == 30)).Should().ThrowExactly<AggregateException>().Which.InnerExceptions[0].Message.Should().Be("50");
                }
            }
        }
    }

    [Fact]
    public void Chain_OfLargeStructs_DoesNotNeedTheStack()
    {
        ParallelSequence<Large> items = ParallelRange.From(0, 500).Select(static i => new Large { First = i });
        for (int i = 0; i < 20; i++)
            items = items.Select(static item => item with { First = item.First + 1 }).Where(static item => item.First >= 0);
        items.Zip(items).SelectMany(static pair => Pair(pair.First, pair.Second)).Sum(static item => item.First).Should().Be(2 * ((499 * 500 / 2) + (20 * 500)));

        static IEnumerable<Large> Pair(Large first, Large second)
        {
            yield return first;
            yield return second;
        }
    }

    [Fact]
    public void WithChunk_OneOverManyItems_KeepsEveryItem() =>
        ParallelRange.From(0, 300_000).WithChunk(1).Where(static i => i % 3 == 0).ToArray().Should().Equal(Enumerable.Range(0, 100_000).Select(static i => 3 * i));

    private struct Large
    {
        public long First;
#pragma warning disable CS0649 // only its size matters
        public Filler Rest;
#pragma warning restore CS0649

        [System.Runtime.CompilerServices.InlineArray(512)]
        public struct Filler
        {
            private long _first;
        }
    }
}
