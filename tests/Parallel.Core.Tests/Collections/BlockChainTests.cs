using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FluentAssertions;
using ParallelCore.Collections;
using ParallelCore.Primitives;

namespace ParallelCore.Tests.Collections;

public sealed class BlockChainTests
{
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
    public void Items_LargerThanABlock_StandAlone()
    {
        CheckAll(40, i => new Large(i));
        CheckAll(200, i => new Page(i));
    }

    [Fact]
    public void Segment_WhatItsOwnerWrites_IsPaddedOnBothSides()
    {
        var segment = new CollectorSegment<long>();
        ((long)Unsafe.ByteOffset(ref segment.Before, ref segment.After)).Should().BeGreaterThanOrEqualTo(
            CachePad.Bytes + (3 * Unsafe.SizeOf<BlockChain<long>>()) + (2 * sizeof(long)));
        Unsafe.SizeOf<IndexRun>().Should().Be(2 * sizeof(long), "there may be one for each item");
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

    [StructLayout(LayoutKind.Sequential, Size = 100_000)]
    private record struct Large(int First);

    [StructLayout(LayoutKind.Sequential, Size = 4096)]
    private record struct Page(int First);
}
