using FluentAssertions;

namespace ParallelCore.Tests.Collections;

/// <summary>What everybody expects of a set; the runtime's own is held to it too.</summary>
public abstract class SetContract
{
    public static TheoryData<string, string> Pairs
    {
        get
        {
            string[] sets = ["", "a", "b", "ab", "abc", "bcd", "aab"];
            var data = new TheoryData<string, string>();
            foreach (string one in sets)
            {
                foreach (string other in sets)
                    data.Add(one, other);
            }

            return data;
        }
    }

    /// <summary>Whether an enumerator throws after something was added; otherwise it goes over what was there when it was made.</summary>
    protected virtual bool EnumeratorFailsAfterAdding => false;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Items_AnyNumber_AreSeenThroughEveryInterface(int count)
    {
        string[] items = [.. Enumerable.Range(0, count).Select(i => $"{i}")];
        ISet<string> set = Create(null, items);
        var readOnly = (IReadOnlySet<string>)set;
        (set.Count, readOnly.Count).Should().Be((count, count));
        set.Should().BeEquivalentTo(items);
        set.All(set.Contains).Should().BeTrue();
        set.All(readOnly.Contains).Should().BeTrue();
        set.Contains("x").Should().BeFalse();
        set.IsReadOnly.Should().BeFalse();
    }

    [Fact]
    public void Changes_OfEveryKind_DoWhatTheySay()
    {
        ISet<string> set = Create(null, "a", "b");
        set.Add("c").Should().BeTrue();
        set.Add("c").Should().BeFalse();
        ((ICollection<string>)set).Add("d");
        ((ICollection<string>)set).Add("d");
        set.Remove("a").Should().BeTrue();
        set.Remove("a").Should().BeFalse();
        set.Add(null!).Should().BeTrue();
        set.Contains(null!).Should().BeTrue();
        set.Remove(null!).Should().BeTrue();
        set.Should().BeEquivalentTo(["b", "c", "d"]);
        set.Clear();
        set.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Algebra_AnyTwoSets_IsThatOfMathematics(string one, string other)
    {
        string[] left = Letters(one);
        string[] right = Letters(other);
        foreach (IEnumerable<string> argument in Arguments(right))
        {
            ISet<string> set = Create(null, left);
            set.IsSubsetOf(argument).Should().Be(!left.Except(right).Any());
            set.IsSupersetOf(argument).Should().Be(!right.Except(left).Any());
            set.IsProperSubsetOf(argument).Should().Be(!left.Except(right).Any() && right.Except(left).Any());
            set.IsProperSupersetOf(argument).Should().Be(!right.Except(left).Any() && left.Except(right).Any());
            set.Overlaps(argument).Should().Be(left.Intersect(right).Any());
            set.SetEquals(argument).Should().Be(!left.Except(right).Any() && !right.Except(left).Any());
            After(set => set.UnionWith(argument)).Should().BeEquivalentTo(left.Union(right));
            After(set => set.IntersectWith(argument)).Should().BeEquivalentTo(left.Intersect(right));
            After(set => set.ExceptWith(argument)).Should().BeEquivalentTo(left.Except(right));
            After(set => set.SymmetricExceptWith(argument)).Should().BeEquivalentTo(left.Except(right).Union(right.Except(left)));
        }

        ISet<string> After(Action<ISet<string>> change)
        {
            ISet<string> set = Create(null, left);
            change(set);
            return set;
        }
    }

    [Fact]
    public void Algebra_WithItself_IsThatOfMathematics()
    {
        ISet<string> set = Create(null, "a", "b");
        (set.IsSubsetOf(set), set.IsSupersetOf(set), set.SetEquals(set), set.Overlaps(set)).Should().Be((true, true, true, true));
        (set.IsProperSubsetOf(set), set.IsProperSupersetOf(set)).Should().Be((false, false));
        set.UnionWith(set);
        set.IntersectWith(set);
        set.Should().BeEquivalentTo(["a", "b"]);
        set.SymmetricExceptWith(set);
        set.Should().BeEmpty();
        set.Add("a");
        set.ExceptWith(set);
        set.Should().BeEmpty();
    }

    [Fact]
    public void Algebra_WithNull_IsRefused()
    {
        ISet<string> set = Create(null, "a");
        Action[] calls =
        [
            () => set.UnionWith(null!),
            () => set.IntersectWith(null!),
            () => set.ExceptWith(null!),
            () => set.SymmetricExceptWith(null!),
            () => set.IsSubsetOf(null!),
            () => set.IsProperSubsetOf(null!),
            () => set.IsSupersetOf(null!),
            () => set.IsProperSupersetOf(null!),
            () => set.Overlaps(null!),
            () => set.SetEquals(null!),
        ];
        foreach (Action call in calls)
            call.Should().Throw<ArgumentNullException>().WithParameterName("other");
    }

    [Fact]
    public void CopyTo_BadTarget_IsRefused()
    {
        ISet<string> set = Create(null, "a", "b");
        Action[] calls = [() => set.CopyTo(null!, 0), () => set.CopyTo(new string[2], -1), () => set.CopyTo(new string[2], 1)];
        calls[0].Should().Throw<ArgumentNullException>().WithParameterName("array");
        calls[1].Should().Throw<ArgumentOutOfRangeException>().WithParameterName("arrayIndex");
        calls[2].Should().ThrowExactly<ArgumentException>();
        string[] target = new string[4];
        set.CopyTo(target, 1);
        target.Should().BeEquivalentTo([null, "a", "b", null]);
    }

    [Fact]
    public void Comparer_IgnoresCase_ItIsUsedEverywhere()
    {
        ISet<string> set = Create(StringComparer.OrdinalIgnoreCase, "a", "b");
        set.Contains("A").Should().BeTrue();
        set.Add("A").Should().BeFalse();
        set.SetEquals(["A", "B", "a"]).Should().BeTrue();
        set.SetEquals(Create(null, "A", "B")).Should().BeTrue();
        set.ExceptWith(["A"]);
        set.Should().Equal("b");
    }

    [Fact]
    public void Enumerator_SetGrowsMeanwhile_IsAsDocumented()
    {
        ISet<string> set = Create(null, "a", "b");
        using IEnumerator<string> enumerator = set.GetEnumerator();
        enumerator.MoveNext().Should().BeTrue();
        set.Add("c");
        if (EnumeratorFailsAfterAdding)
            Assert.Throws<InvalidOperationException>(() => enumerator.MoveNext());
        else
            (enumerator.MoveNext(), enumerator.MoveNext()).Should().Be((true, false));
    }

    protected abstract ISet<string> Create(IEqualityComparer<string>? comparer, params string[] items);

    private static string[] Letters(string text) => [.. text.Select(letter => $"{letter}")];

    /// <summary>The same items in all the forms that sets treat differently.</summary>
    private IEnumerable<IEnumerable<string>> Arguments(string[] items) =>
        [items, items.ToList(), items.ToHashSet(), items.Where(_ => true), new SortedSet<string>(items), Create(null, items), Create(StringComparer.OrdinalIgnoreCase, items)];
}
