using CsCheck;
using FluentAssertions;

namespace ParallelCore.Tests.Sequences;

public sealed class KeyedOperatorTests
{
    public static TheoryData<int, int> LengthsAndKeyCounts => KeyedCases.LengthsAndKeyCounts;

    [Theory]
    [MemberData(nameof(LengthsAndKeyCounts))]
    public void Distinct_AnyLength_GivesFirstOccurrencesInOrder(int length, int keys)
    {
        int[] items = KeyedCases.Numbers(length, keys);
        KeyedCases.On(3, items).Distinct().ToArray().AsSpan().SequenceEqual(items.Distinct().ToArray()).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(LengthsAndKeyCounts))]
    public void DistinctBy_AnyLength_GivesTheFirstItemOfEachKey(int length, int keys)
    {
        (int Key, int Index)[] items = [.. KeyedCases.Numbers(length, keys).Select((key, index) => (key, index))];
        KeyedCases.On(3, items).DistinctBy(item => item.Key).ToArray().AsSpan().SequenceEqual(items.DistinctBy(item => item.Key).ToArray()).Should().BeTrue();
    }

    /// <summary>The other side has half as many items, and some keys of its own.</summary>
    [Theory]
    [MemberData(nameof(LengthsAndKeyCounts))]
    public void IntersectExcept_AnyLength_GiveFirstOccurrencesInOrder(int length, int keys)
    {
        int[] items = KeyedCases.Numbers(length, keys);
        int[] others = [.. KeyedCases.Numbers(length / 2, keys).Select(item => item + keys / 3)];
        KeyedCases.On(3, items).Intersect(others).ToArray().AsSpan().SequenceEqual(items.Intersect(others).ToArray()).Should().BeTrue();
        KeyedCases.On(3, items).Except(others).ToArray().AsSpan().SequenceEqual(items.Except(others).ToArray()).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(LengthsAndKeyCounts))]
    public void CountBy_AnyLength_CountsInOrderOfFirstOccurrence(int length, int keys)
    {
        int[] items = KeyedCases.Numbers(length, keys);
        KeyValuePair<int, int>[] expected = [.. items.GroupBy(item => item).Select(group => KeyValuePair.Create(group.Key, group.Count()))];
        KeyedCases.On(3, items).CountBy(item => item).ToArray().AsSpan().SequenceEqual(expected).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(LengthsAndKeyCounts))]
    public void GroupBy_AnyLength_KeepsTheOrderOfGroupsAndItems(int length, int keys)
    {
        (int Key, int Index)[] items = [.. KeyedCases.Numbers(length, keys).Select((key, index) => (key, index))];
        IGrouping<int, (int Key, int Index)>[] groups = KeyedCases.On(3, items).GroupBy(item => item.Key).ToArray();
        groups.Select(group => group.Key).SequenceEqual(items.Select(item => item.Key).Distinct()).Should().BeTrue();
        groups.SelectMany(group => group).SequenceEqual(items.GroupBy(item => item.Key).SelectMany(group => group)).Should().BeTrue();
        groups.All(group => group.All(item => item.Key == group.Key)).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(LengthsAndKeyCounts))]
    public void AggregateBy_FoldThatDependsOnOrder_FoldsInOrderOfTheSource(int length, int keys)
    {
        (int Key, int Index)[] items = [.. KeyedCases.Numbers(length, keys).Select((key, index) => (key, index))];
        KeyValuePair<int, long>[] expected =
            [.. items.GroupBy(item => item.Key).Select(group => KeyValuePair.Create(group.Key, group.Aggregate(17L, (state, item) => state * 31 + item.Index)))];
        KeyedCases.On(3, items).AggregateBy(item => item.Key, 17L, (state, item) => state * 31 + item.Index).ToArray()
            .AsSpan().SequenceEqual(expected).Should().BeTrue();
    }

    [Fact]
    public void AggregateBy_SeedSelector_IsCalledOnceForEachKey()
    {
        KeyValuePair<int, List<int>>[] lists = KeyedCases.On(2, KeyedCases.Numbers(10_000, 100)).AggregateBy(
            item => item % 10,
            key => new List<int> { key },
            (list, item) =>
            {
                list.Add(item);
                return list;
            }).ToArray();
        lists.Should().HaveCount(10).And.OnlyContain(pair => pair.Value[0] == pair.Key);
        lists.Sum(pair => pair.Value.Count - 1).Should().Be(10_000);
    }

    [Fact]
    public void GroupBy_ElementSelector_GivesElementsInOrder()
    {
        int[] items = KeyedCases.Numbers(5000, 1000);
        KeyedCases.Described(KeyedCases.On(2, items).GroupBy(item => item % 13, item => $"<{item}>").AsEnumerable())
            .Should().Equal(KeyedCases.Described(items.GroupBy(item => item % 13, item => $"<{item}>")));
    }

    [Fact]
    public void GroupBy_ThenMore_GoesOnInParallelOverGroups()
    {
        int[] items = KeyedCases.Numbers(5000, 1000);
        KeyedCases.On(2, items).GroupBy(item => item % 100).Where(group => group.Key > 50).Select(group => group.Sum()).ToArray()
            .Should().Equal(items.GroupBy(item => item % 100).Where(group => group.Key > 50).Select(group => group.Sum()));
    }

    [Fact]
    public void GroupBy_Group_IsAReadOnlyCollection()
    {
        IGrouping<int, int> group = KeyedCases.On(1, [1, 2, 3, 4, 5]).GroupBy(item => item % 2).ToArray()[0];
        var collection = (ICollection<int>)group;
        collection.Count.Should().Be(3);
        collection.Contains(5).Should().BeTrue();
        collection.Contains(2).Should().BeFalse();
        var copy = new int[4];
        collection.CopyTo(copy, 1);
        copy.Should().Equal(0, 1, 3, 5);
        ((IReadOnlyList<int>)group)[1].Should().Be(3);
        collection.IsReadOnly.Should().BeTrue();
        collection.Invoking(c => c.Add(1)).Should().Throw<NotSupportedException>();
        collection.Invoking(c => c.Remove(1)).Should().Throw<NotSupportedException>();
        collection.Invoking(c => c.Clear()).Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void Operators_UnknownPositionsBefore_GroupWhatIsLeft()
    {
        int[] items = KeyedCases.Numbers(70_000, 1000);
        KeyedCases.On(3, items).Where(item => item % 3 == 0).CountBy(item => item % 50).ToArray()
            .Should().Equal(items.Where(item => item % 3 == 0).GroupBy(item => item % 50).Select(group => KeyValuePair.Create(group.Key, group.Count())));
    }

    [Fact]
    public void Operators_StringsAndComparer_CompareAsItDoes()
    {
        Gen.String[Gen.Char["aAbB"], 0, 2].Null().Array[0, 50].Sample(
            words =>
            {
                StringComparer comparer = StringComparer.OrdinalIgnoreCase;
                ParallelSequence<string?> sequence = KeyedCases.On(2, words);
                return sequence.Distinct(comparer!).ToArray().SequenceEqual(words.Distinct(comparer))
                    && sequence.Distinct().ToArray().SequenceEqual(words.Distinct())
                    && KeyedCases.Described(sequence.GroupBy(word => word, comparer!).AsEnumerable()).SequenceEqual(KeyedCases.Described(words.GroupBy(word => word, comparer)))
                    && KeyedCases.Described(sequence.ToLookup(word => word, comparer!)).SequenceEqual(KeyedCases.Described(words.ToLookup(word => word, comparer)));
            },
            iter: 200);
    }

    [Fact]
    public void Operators_RandomItems_GiveWhatLinqGives()
    {
        Gen.Select(Gen.Int[1, 3000], Gen.Int[0, 9000], Gen.Int[0, 3]).Sample(
            (keys, length, worker) =>
            {
                int[] items = KeyedCases.Numbers(length, keys);
                ParallelSequence<int> sequence = KeyedCases.On(KeyedCases.Workers[worker], items);
                return sequence.Distinct().ToArray().SequenceEqual(items.Distinct())
                    && sequence.GroupBy(item => item / 3).SelectMany(group => group).ToArray().SequenceEqual(items.GroupBy(item => item / 3).SelectMany(group => group));
            },
            iter: 60);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Operators_FewHashCodes_AreStillRight(int hashCodes)
    {
        int[] items = KeyedCases.Numbers(6000, 400);
        var comparer = new BadHash(hashCodes);
        KeyedCases.On(2, items).Distinct(comparer).ToArray().Should().Equal(items.Distinct());
        KeyedCases.Described(KeyedCases.On(2, items).GroupBy(item => item, comparer).AsEnumerable()).Should().Equal(KeyedCases.Described(items.GroupBy(item => item)));
    }

    [Fact]
    public void Operators_AnyNumberOfWorkers_GiveTheSame()
    {
        double[] items = [.. KeyedCases.Numbers(100_000, 1_000_000).Select(item => item / 7.0)];
        KeyValuePair<int, double>[] expected = [.. items.GroupBy(item => (int)item % 300).Select(group => KeyValuePair.Create(group.Key, group.Aggregate(0.0, (sum, item) => sum + item)))];
        foreach (int workers in KeyedCases.Workers)
        {
            KeyedCases.On(workers, items).AggregateBy(item => (int)item % 300, 0.0, (sum, item) => sum + item).ToArray()
                .AsSpan().SequenceEqual(expected).Should().BeTrue("{0} workers fold as one does", workers);
        }
    }

    [Fact]
    public void Operators_KeySelector_IsCalledOnceForEachItem()
    {
        foreach (int length in KeyedCases.Lengths)
        {
            var calls = new int[length];
            ParallelRange.From(0, length).CountBy(i =>
            {
                Interlocked.Increment(ref calls[i]);
                return i % 10;
            }).ToArray();
            calls.All(count => count == 1).Should().BeTrue("each of {0} items has one key", length);
        }
    }

    [Fact]
    public void Operators_ChunksByWeightOrFixed_DoNotMatter()
    {
        int[] items = KeyedCases.Numbers(3000, 50);
        KeyedCases.On(2, items).WithChunk(7).Distinct().ToArray().Should().Equal(items.Distinct());
        KeyedCases.On(2, items).WithChunk(ChunkPolicy.ByWeight(Enumerable.Repeat(1.0, items.Length).ToArray())).ToLookup(item => item / 10).Count.Should().Be(5);
        KeyedCases.On(2, items).WithChunk(ChunkPolicy.Even).CountBy(item => item).Count().Should().Be(items.Distinct().Count());
    }

    /// <summary>Blocks whose first items nearly all have keys of their own take a table where those of later ones are known, or none.</summary>
    [Theory]
    [InlineData(25_000)]
    [InlineData(400_000)]
    public void CountBy_ManyKeysInLongBlocks_GivesWhatLinqGives(int keys)
    {
        var random = new Random(keys);
        int[] items = [.. Enumerable.Range(0, 1_000_000).Select(_ => random.Next(keys))];
        Assert.Equal(items.CountBy(static item => item), items.InParallel().WithMaxWorkers(1).CountBy(static item => item).ToArray());
    }
}
