using FluentAssertions;

namespace ParallelCore.Tests.Algorithms;

/// <summary>A string array that is passed as one of objects is changed like any other, as the framework's methods do.</summary>
public sealed class CovariantArrayTests
{
    private static readonly int[] s_lengths = [0, 1, 2, 100, Effort.Pick(quick: 3_000, full: 100_000)];

    [Fact]
    public void Fill_CovariantArray_IsFilled() => ForAll(static (items, _) =>
    {
        ParallelAlgorithms.Fill(items, (object)"x");
        items.Should().AllBeEquivalentTo("x");
        ParallelAlgorithms.Fill(items, static i => (object)$"{i}");
        items.Should().Equal(Enumerable.Range(0, items.Length).Select(static i => $"{i}"));
    });

    [Fact]
    public void Transform_CovariantArrays_AreTransformed() => ForAll(static (items, copy) =>
    {
        ParallelAlgorithms.Transform(items, static item => item + "!");
        items.Should().Equal(copy.Select(static item => item + "!"));
        ParallelAlgorithms.Transform(copy, items, static item => (object)((string)item + "?"));
        items.Should().Equal(copy.Select(static item => item + "?"));
        object[] longer = new string[items.Length + 3];
        ParallelAlgorithms.Transform(items, longer, static item => item);
        longer.Should().Equal(items.Concat([null!, null!, null!]));
    });

    [Fact]
    public void Partition_CovariantArray_IsPartitioned() => ForAll(static (items, copy) =>
    {
        int kept = ParallelAlgorithms.Partition(items, IsLong);
        kept.Should().Be(copy.Count(IsLong));
        items.Should().Equal(copy.Where(IsLong).Concat(copy.Where(static item => !IsLong(item))));
    });

    [Fact]
    public void Unique_CovariantArray_LosesItsRepetitions() => ForAll(static (items, copy) =>
    {
        int kept = ParallelAlgorithms.Unique(items);
        items.Take(kept).Should().Equal(copy.Where((item, i) => i == 0 || !item.Equals(copy[i - 1])));
    });

    [Fact]
    public void Scan_CovariantArray_IsScanned() => ForAll(static (items, copy) =>
    {
        ParallelAlgorithms.Scan(items, static (_, item) => item);
        items.Should().Equal(copy);
        object last = ParallelAlgorithms.ExclusiveScan(items, "first", static (_, item) => item);
        last.Should().Be(copy.LastOrDefault("first"));
        items.Should().Equal(copy.Take(copy.Length - 1).Prepend("first").Take(copy.Length));
    });

    [Fact]
    public void Merge_CovariantDestination_IsFilled() => ForAll(static (items, copy) =>
    {
        object[] target = new string[2 * items.Length];
        ParallelAlgorithms.Sort(items);
        ParallelAlgorithms.Merge(items, items, target);
        target.Should().Equal(copy.Concat(copy).Order());
    });

    [Fact]
    public void ReadOnly_CovariantArray_IsRead() => ForAll(static (items, copy) =>
    {
        ParallelAlgorithms.TopN(items, 3).Should().Equal(copy.OrderDescending().Take(3));
        ParallelAlgorithms.IsSorted(items).Should().Be(copy.Order().SequenceEqual(copy));
    });

    /// <summary>What the array can't hold isn't stored in it, and the failure is that of the assignment.</summary>
    [Fact]
    public void Fill_ItemsOfAnotherType_Throw()
    {
        object[] items = new string[100];
        items.Invoking(static items => ParallelAlgorithms.Fill(items, new object())).Should().Throw<ArrayTypeMismatchException>();
        items.Invoking(static items => ParallelAlgorithms.Fill(items, static i => i == 50 ? new object() : "x")).Should().Throw<ArrayTypeMismatchException>();
        items.Should().OnlyContain(static item => item == null || item.Equals("x"));
    }

    private static bool IsLong(object item) => ((string)item).Length > 1;

    private static void ForAll(Action<object[], object[]> check)
    {
        foreach (int length in s_lengths)
        {
            string[] items = [.. Enumerable.Range(0, length).Select(static i => $"{i / 3 % 40}")];
            check(items, [.. items]);
        }
    }
}
