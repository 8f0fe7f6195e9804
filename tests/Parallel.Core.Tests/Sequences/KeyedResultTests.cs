using FluentAssertions;
using ParallelCore.Tests.Loops;

namespace ParallelCore.Tests.Sequences;

public sealed class KeyedResultTests
{
    public static TheoryData<int, int> LengthsAndKeyCounts => KeyedCases.LengthsAndKeyCounts;

    [Theory]
    [MemberData(nameof(LengthsAndKeyCounts))]
    public void ToLookup_AnyLength_FindsEachKeysItems(int length, int keys)
    {
        int[] items = KeyedCases.Numbers(length, keys);
        ILookup<int, int> expected = items.Select((_, index) => index).ToLookup(index => items[index]);
        ILookup<int, int> lookup = KeyedCases.On(3, items).Index().ToLookup(pair => pair.Item, pair => pair.Index);
        lookup.Count.Should().Be(expected.Count);
        lookup.Select(group => group.Key).SequenceEqual(expected.Select(group => group.Key)).Should().BeTrue();
        items.All(key => lookup.Contains(key)).Should().BeTrue();
        expected.All(group => lookup[group.Key].SequenceEqual(group)).Should().BeTrue();
        lookup[-1].Should().BeEmpty();
        lookup.Contains(-1).Should().BeFalse();
    }

    [Fact]
    public void ToLookup_NullKey_IsAKey()
    {
        ILookup<string?, int> lookup = KeyedCases.On(2, [1, 2, 3, 4]).ToLookup(item => item % 2 == 0 ? null : "odd");
        lookup[null].Should().Equal(2, 4);
        lookup["odd"].Should().Equal(1, 3);
        KeyedCases.On(2, [1]).ToLookup(_ => "odd")[null!].Should().BeEmpty();
    }

    [Fact]
    public void ToLookup_Comparer_FindsByIt()
    {
        ILookup<string, string> lookup = KeyedCases.On(2, ["a", "B", "A"]).ToLookup(word => word, StringComparer.OrdinalIgnoreCase);
        lookup["b"].Should().Equal("B");
        lookup["A"].Should().Equal("a", "A");
        lookup["c"].Should().BeEmpty();
    }

    [Fact]
    public void ToLookup_FewHashCodes_TellsKeysApart()
    {
        ILookup<int, int> lookup = KeyedCases.On(2, [1, 2, 3, 1]).ToLookup(item => item, new BadHash(1));
        lookup[1].Should().Equal(1, 1);
        lookup[3].Should().Equal(3);
        lookup[4].Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(LengthsAndKeyCounts))]
    public void ToHashSet_AnyLength_HasTheFirstOccurrences(int length, int keys)
    {
        int[] items = KeyedCases.Numbers(length, keys);
        HashSet<int> set = KeyedCases.On(3, items).ToHashSet();
        set.Count.Should().Be(items.Distinct().Count());
        set.SetEquals(items).Should().BeTrue();
    }

    [Fact]
    public void ToHashSet_Comparer_IsTheSetsOwn()
    {
        HashSet<string?> set = KeyedCases.On<string?>(2, ["b", "B", null, "a", null]).ToHashSet(StringComparer.OrdinalIgnoreCase!);
        set.Should().Equal("b", null, "a");
        set.Contains("A").Should().BeTrue();
    }

    [Fact]
    public void ToDictionary_DistinctKeys_HasEachItem()
    {
        foreach (int length in KeyedCases.Lengths)
        {
            Dictionary<int, string> dictionary = ParallelRange.From(0, length).ToDictionary(i => -i, i => $"{i}");
            dictionary.Count.Should().Be(length);
            dictionary.All(pair => pair.Value == $"{-pair.Key}").Should().BeTrue();
        }
    }

    [Fact]
    public void ToDictionary_Comparer_IsTheDictionarysOwn()
    {
        Dictionary<string, string> dictionary = KeyedCases.On(2, ["a", "B"]).ToDictionary(word => word, StringComparer.OrdinalIgnoreCase);
        dictionary["A"].Should().Be("a");
        KeyedCases.On(2, ["a", "A"]).Invoking(s => s.ToDictionary(word => word, StringComparer.OrdinalIgnoreCase)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void ToDictionary_OfPairs_TakesThem()
    {
        KeyedCases.On(2, ["a", "bc", "de"]).CountBy(word => word.Length).ToDictionary().Should().Equal(new Dictionary<int, int> { [1] = 1, [2] = 2 });
        KeyedCases.On(2, ["a", "bc", "de"]).CountBy(word => word).ToDictionary(StringComparer.OrdinalIgnoreCase)["BC"].Should().Be(1);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(5000)]
    public void CountBy_SteadyState_AllocatesLittleBesidesTheResult(int length)
    {
        ParallelSequence<int> counts = KeyedCases.On(1, KeyedCases.Numbers(length, 5)).CountBy(item => item).Select(pair => pair.Value);
        (AllocatedBytes.Least(() => counts.Sum()).OfThisThread / 200).Should().BeLessThan(3 * 1024);
    }
}
