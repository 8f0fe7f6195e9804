using System.Collections.Concurrent;
using FluentAssertions;
using ParallelCore.Partitioning;

namespace ParallelCore.Tests.Partitioning;

public sealed class OrderablePartitionerTests
{
    [Fact]
    public void CreateOrderable_WholeIntSpan_CoversIt()
    {
        var chunks = new ConcurrentBag<RangeChunk>();

        Parallel.ForEach(RangePartitioner.CreateOrderable(RangePartitioner.Fixed(int.MinValue, int.MaxValue, 1 << 28)), chunks.Add);

        chunks.Order(Comparer<RangeChunk>.Create((a, b) => a.Start.CompareTo(b.Start))).Select(c => new LongRangeChunk(c.Start, c.End)).ToArray().ShouldCover(int.MinValue, int.MaxValue);
    }

    [Fact]
    public void CreateOrderable_WholeLongSpan_CoversIt()
    {
        var chunks = new ConcurrentBag<LongRangeChunk>();

        Parallel.ForEach(RangePartitioner.CreateOrderable(RangePartitioner.Fixed(long.MinValue, long.MaxValue, long.MaxValue)), chunks.Add);

        chunks.OrderBy(c => c.Start).ToArray().ShouldCover(long.MinValue, long.MaxValue);
    }

    [Fact]
    public void CreateOrderable_Tiles_CoverTheTable()
    {
        int[,] hits = new int[50, 70];

        Parallel.ForEach(RangePartitioner.CreateOrderable(RangePartitioner.Tiles(50, 70, 8, 16)), tile =>
        {
            for (int r = tile.RowStart; r < tile.RowEnd; r++)
                for (int c = tile.ColumnStart; c < tile.ColumnEnd; c++)
                    hits[r, c]++;
        });

        hits.Cast<int>().Should().OnlyContain(hit => hit == 1);
    }

    [Fact]
    public void CreateOrderableIndices_RangeLongerThanKeys_KeysAreTheIndices()
    {
        OrderablePartitioner<long> partitioner = RangePartitioner.CreateOrderableIndices(long.MinValue, long.MaxValue, long.MaxValue);
        IEnumerable<KeyValuePair<long, long>> source = partitioner.GetOrderableDynamicPartitions();

        long[] starts = [.. Enumerable.Range(0, 3).Select(_ =>
        {
            IEnumerator<KeyValuePair<long, long>> partition = source.GetEnumerator();
            partition.MoveNext().Should().BeTrue();
            partition.Current.Key.Should().Be(partition.Current.Value);
            return partition.Current.Value;
        })];

        starts.Should().Equal(long.MinValue, -1, long.MaxValue - 1);
        partitioner.KeysNormalized.Should().BeFalse();
    }

    [Fact]
    public void Partition_Disposed_Ends()
    {
        IEnumerator<KeyValuePair<long, RangeChunk>> partition = RangePartitioner.CreateOrderable(RangePartitioner.Fixed(0, 10, 1)).GetOrderableDynamicPartitions().GetEnumerator();
        partition.MoveNext().Should().BeTrue();

        partition.Dispose();
        partition.Dispose();

        partition.MoveNext().Should().BeFalse();
    }

    [Fact]
    public void GetPartitions_WithoutKeys_CoverTheRange()
    {
        OrderablePartitioner<int> partitioner = RangePartitioner.CreateOrderableIndices(0, 100, 7);

        partitioner.GetDynamicPartitions().Should().Equal(Enumerable.Range(0, 100));
        partitioner.GetPartitions(3).SelectMany(Drain).Should().Equal(Enumerable.Range(0, 100));

        static IEnumerable<int> Drain(IEnumerator<int> partition)
        {
            while (partition.MoveNext())
                yield return partition.Current;
        }
    }
}
