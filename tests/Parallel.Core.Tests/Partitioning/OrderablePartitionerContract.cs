using System.Collections.Concurrent;
using FluentAssertions;

namespace ParallelCore.Tests.Partitioning;

/// <summary>What Parallel and PLINQ expect from an orderable partitioner of a range; the runtime's own is held to it too.</summary>
public abstract class OrderablePartitionerContract<T>
{
    public static TheoryData<int, int, int> Ranges => new()
    {
        { 0, 0, 1 },
        { 0, 1, 1 },
        { 0, 1, 8 },
        { 0, 7, 8 },
        { 0, 8, 8 },
        { 0, 9, 8 },
        { -50, 50, 7 },
        { 3, 1003, 1 },
        { int.MinValue, int.MinValue + 100, 9 },
        { int.MaxValue - 100, int.MaxValue, 9 },
    };

    /// <summary>The runtime's partitioner refuses an empty range.</summary>
    protected virtual bool AcceptsEmptyRange => true;

    /// <summary>Whether a consumer that stops in the middle of a claimed chunk drops the rest of it.</summary>
    protected virtual bool DropsRestOfChunk => false;

    [Theory]
    [MemberData(nameof(Ranges))]
    public void GetOrderablePartitions_AnyNumber_CoverTheRangeOnce(int from, int to, int chunk)
    {
        if (!Applies(from, to))
            return;
        foreach (int count in new[] { 1, 2, 3, 64 })
        {
            IList<IEnumerator<KeyValuePair<long, T>>> partitions = Create(from, to, chunk).GetOrderablePartitions(count);
            partitions.Should().HaveCount(count);
            ShouldCover(DrainInTurns(partitions), from, to);
        }
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void GetOrderableDynamicPartitions_ConsumersThatJoinLate_CoverTheRangeOnce(int from, int to, int chunk)
    {
        if (!Applies(from, to))
            return;
        IEnumerable<KeyValuePair<long, T>> source = Create(from, to, chunk).GetOrderableDynamicPartitions();
        using IEnumerator<KeyValuePair<long, T>> early = source.GetEnumerator();
        var items = new List<KeyValuePair<long, T>>();
        if (early.MoveNext())
            items.Add(early.Current);
        IEnumerator<KeyValuePair<long, T>>[] late = [source.GetEnumerator(), early, source.GetEnumerator()];
        items.AddRange(DrainInTurns(late));
        ShouldCover(items, from, to);
    }

    [Fact]
    public void GetOrderableDynamicPartitions_ConsumerStopsEarly_OthersGetTheRest()
    {
        IEnumerable<KeyValuePair<long, T>> source = Create(0, 100, 10).GetOrderableDynamicPartitions();
        var items = new List<KeyValuePair<long, T>>();
        using (IEnumerator<KeyValuePair<long, T>> quitter = source.GetEnumerator())
        {
            quitter.MoveNext().Should().BeTrue();
            items.Add(quitter.Current);
        }
        using (IEnumerator<KeyValuePair<long, T>> unstarted = source.GetEnumerator())
        {
            unstarted.Should().NotBeNull();
        }
        items.AddRange(source);

        if (!DropsRestOfChunk)
            ShouldCover(items, 0, 100);
        items.SelectMany(item => Indices(item.Value)).Should().OnlyHaveUniqueItems().And.Contain(Enumerable.Range(10, 90).Select(i => (long)i));
    }

    [Fact]
    public void GetOrderableDynamicPartitions_CalledTwice_GivesTwoWholePasses()
    {
        OrderablePartitioner<T> partitioner = Create(0, 100, 10);

        ShouldCover([.. partitioner.GetOrderableDynamicPartitions()], 0, 100);
        ShouldCover([.. partitioner.GetOrderableDynamicPartitions()], 0, 100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void GetOrderablePartitions_NoPartitions_Throws(int count) =>
        Create(0, 10, 1).Invoking(p => p.GetOrderablePartitions(count)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("partitionCount");

    [Fact]
    public void Keys_AsDeclared()
    {
        OrderablePartitioner<T> partitioner = Create(0, 10, 1);

        partitioner.SupportsDynamicPartitions.Should().BeTrue();
        partitioner.KeysOrderedInEachPartition.Should().BeTrue();
        partitioner.KeysOrderedAcrossPartitions.Should().BeFalse("partitions that share one source interleave");
        partitioner.KeysNormalized.Should().BeTrue();
    }

    [Fact]
    public void Enumerator_NotAtAnItem_HasNoCurrent()
    {
        using IEnumerator<KeyValuePair<long, T>> partition = Create(0, 1, 1).GetOrderableDynamicPartitions().GetEnumerator();

        partition.Invoking(p => p.Current).Should().Throw<InvalidOperationException>();
        partition.MoveNext().Should().BeTrue();
        Indices(partition.Current.Value).Should().Equal(0L);
        partition.MoveNext().Should().BeFalse();
        partition.MoveNext().Should().BeFalse();
        partition.Invoking(p => p.Reset()).Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void GetOrderableDynamicPartitions_ThreadsAtOnce_CoverTheRangeOnce()
    {
        const int threads = 4;
        IEnumerable<KeyValuePair<long, T>> source = Create(0, 100_000, 3).GetOrderableDynamicPartitions();
        using var gate = new Barrier(threads);
        var taken = new List<KeyValuePair<long, T>>[threads];
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(k => new Thread(() =>
        {
            gate.SignalAndWait();
            taken[k] = [.. source];
        }))];
        foreach (Thread worker in workers)
            worker.Start();
        foreach (Thread worker in workers)
            worker.Join();

        foreach (List<KeyValuePair<long, T>> list in taken)
            ShouldAscend(list.Select(item => item.Key));
        ShouldCover([.. taken.SelectMany(list => list)], 0, 100_000);
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void ParallelForEach_AnyRange_RunsEachIndexOnce(int from, int to, int chunk)
    {
        if (!Applies(from, to))
            return;
        var items = new ConcurrentBag<KeyValuePair<long, T>>();

        ParallelLoopResult result = Parallel.ForEach(Create(from, to, chunk), (item, _, key) => items.Add(new(key, item)));

        result.IsCompleted.Should().BeTrue();
        ShouldCover([.. items], from, to);
    }

    [Fact]
    public void ParallelForEach_BodyStops_EndsEarlyAndTwiceNothing()
    {
        var items = new ConcurrentBag<T>();

        ParallelLoopResult result = Parallel.ForEach(Create(0, 10_000, 10), (item, state) =>
        {
            items.Add(item);
            state.Stop();
        });

        result.IsCompleted.Should().BeFalse();
        items.SelectMany(Indices).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void ParallelForEach_BodyThrows_ReportsIt() =>
        Create(0, 100, 10).Invoking(p => Parallel.ForEach(p, _ => throw new InvalidTimeZoneException()))
            .Should().Throw<AggregateException>().WithInnerException<InvalidTimeZoneException>();

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Plinq_AnyRange_SeesEachIndexOnce(int from, int to, int chunk)
    {
        if (!Applies(from, to))
            return;
        long[] seen = [.. Create(from, to, chunk).AsParallel().WithDegreeOfParallelism(3).SelectMany(Indices)];

        seen.Order().Should().Equal(Span(from, to));
    }

    [Fact]
    public void Plinq_Ordered_KeepsTheOrder()
    {
        long[] seen = [.. Create(-500, 500, 7).AsParallel().AsOrdered().WithDegreeOfParallelism(3).Select(item => Indices(item).ToArray()).SelectMany(list => list)];

        seen.Should().Equal(Span(-500, 500));
    }

    protected abstract OrderablePartitioner<T> Create(int from, int to, int chunk);

    /// <summary>The indices of the range that an item stands for.</summary>
    protected abstract IEnumerable<long> Indices(T item);

    protected static IEnumerable<long> Span(long from, long to)
    {
        for (long i = from; i < to; i++)
            yield return i;
    }

    private static void ShouldAscend(IEnumerable<long> keys)
    {
        long last = -1;
        foreach (long key in keys)
        {
            if (key <= last)
                key.Should().BeGreaterThan(last);
            last = key;
        }
    }

    private static List<KeyValuePair<long, T>> DrainInTurns(IList<IEnumerator<KeyValuePair<long, T>>> partitions)
    {
        var perPartition = partitions.Select(_ => new List<KeyValuePair<long, T>>()).ToArray();
        bool any;
        do
        {
            any = false;
            for (int p = 0; p < partitions.Count; p++)
            {
                if (!partitions[p].MoveNext())
                    continue;
                any = true;
                perPartition[p].Add(partitions[p].Current);
            }
        }
        while (any);
        foreach (List<KeyValuePair<long, T>> list in perPartition)
            ShouldAscend(list.Select(item => item.Key));
        foreach (IEnumerator<KeyValuePair<long, T>> partition in partitions)
            partition.Dispose();
        return [.. perPartition.SelectMany(list => list)];
    }

    private bool Applies(int from, int to) => AcceptsEmptyRange || from < to;

    private void ShouldCover(List<KeyValuePair<long, T>> items, int from, int to)
    {
        items.Sort((a, b) => a.Key.CompareTo(b.Key));
        items.Select(item => item.Key).Should().Equal(Span(0, items.Count), "keys are normalized");
        items.SelectMany(item => Indices(item.Value)).Should().Equal(Span(from, to), "the order of keys is the order of indices");
    }
}
