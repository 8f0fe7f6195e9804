using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Primitives;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Collections;

public sealed class BlockChainTests
{
    private const int PagesEach = 500;
    private static readonly int s_rounds = Effort.Pick(quick: 40, full: 400);

    private static readonly int[] s_counts = [0, 1, 15, 16, 17, 31, 32, 33, 8191, 8192, 8193, 16383, 16384, 16385, 200_000];

    [Fact]
    public void Items_AtTheBordersOfBlocks_AreWhereTheyWerePut()
    {
        foreach (int count in s_counts)
        {
            CheckAll(count, i => (byte)i);
            CheckAll(count, i => (long)i);
            CheckAll(count, i => i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Items_AsLargeAsABlock_StandAlone()
    {
        CheckAll(40, i => new Large(i));
        CheckAll(200, i => new Page(i));
    }

    [Fact]
    public void Count_WhileAnotherThreadAppends_CountsWholeItems()
    {
        var chain = new BlockChain<Page>();
        TornReads(
            () => chain = new BlockChain<Page>(),
            page => chain.Append(page),
            () => chain.Count,
            number => chain[number - 1]).Should().Be(0);
    }

    [Fact]
    public void Count_PublishedBeforeTheItem_IsCaughtByTheSameTest()
    {
        var pages = new Page[PagesEach];
        int count = 0;
        int torn = 0;
        for (int trial = 0; trial < 20 && torn == 0; trial++)
        {
            torn = TornReads(
                () => Array.Clear(pages),
                page =>
                {
                    int next = count % PagesEach;
                    Volatile.Write(ref count, count + 1);
                    pages[next] = page;
                },
                () => Volatile.Read(ref count),
                number => pages[(number - 1) % PagesEach]);
        }

        torn.Should().BePositive();
    }

    [Fact]
    public void Segment_WhatItsOwnerWrites_IsPaddedOnBothSides()
    {
        var segment = new CollectorSegment<long>();
        ((long)Unsafe.ByteOffset(ref segment.Before, ref segment.After)).Should().BeGreaterThanOrEqualTo(
            CachePad.Bytes + (3 * Unsafe.SizeOf<BlockChain<long>>()) + (2 * sizeof(long)));
        Unsafe.SizeOf<IndexRun>().Should().Be(2 * sizeof(long), "there may be one for each item");
    }

    /// <summary>How many of the last items that a count promised were not whole. Ends early when there is one.</summary>
    private static int TornReads(Action renew, Action<Page> append, Func<long> count, Func<long, Page> read)
    {
        int torn = 0;
        for (int round = 0; round < s_rounds && torn == 0; round++)
        {
            renew();
            long first = count();
            Threads.RunTogether(2, thread =>
            {
                for (int i = 1; thread == 0 && i <= PagesEach; i++)
                    append(new Page((int)first + i) { Last = (int)first + i });
                for (long seen = first; thread == 1 && seen < first + PagesEach;)
                {
                    seen = count();
                    if (seen > first && read(seen) is var page && (page.First != seen || page.Last != seen))
                        torn++;
                }
            });
        }

        return torn;
    }

    private static void CheckAll<T>(int count, Func<int, T> item)
    {
        var chain = new BlockChain<T>();
        T[] expected = [.. Enumerable.Range(0, count).Select(item)];
        foreach (T each in expected)
            chain.Append(each);
        chain.Count.Should().Be(count);
        var copy = new T[count];
        chain.CopyTo(0, copy);
        copy.SequenceEqual(expected).Should().BeTrue();
        chain.CopyTo(count / 3, copy.AsSpan(0, count / 2));
        copy.AsSpan(0, count / 2).SequenceEqual(expected.AsSpan(count / 3, count / 2)).Should().BeTrue();
        for (int i = 0; i < count; i += 7)
            EqualityComparer<T>.Default.Equals(chain[i], expected[i]).Should().BeTrue();
    }

    [StructLayout(LayoutKind.Sequential, Size = 65_000)]
    private record struct Large(int First);

    [StructLayout(LayoutKind.Explicit, Size = 4096)]
    private record struct Page([field: FieldOffset(0)] int First)
    {
        [FieldOffset(4092)]
        public int Last;
    }
}
