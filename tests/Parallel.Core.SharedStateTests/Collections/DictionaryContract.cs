using System.Collections;
using FluentAssertions;

namespace ParallelCore.Tests.Collections;

/// <summary>What everybody expects of a dictionary; the runtime's own is held to it too.</summary>
public abstract class DictionaryContract
{
    /// <summary>Whether an enumerator throws after something was added; otherwise it goes over what was there when it was made.</summary>
    protected virtual bool EnumeratorFailsAfterAdding => false;

    /// <summary>Whether the keys and values show later changes.</summary>
    protected virtual bool KeysAreLive => false;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Pairs_AnyNumber_AreSeenThroughEveryInterface(int count)
    {
        string[] keys = [.. Enumerable.Range(0, count).Select(i => $"k{i}")];
        IDictionary<string, int> map = Create(null, [.. keys.Select((key, i) => (key, i))]);
        var readOnly = (IReadOnlyDictionary<string, int>)map;
        var old = (IDictionary)map;
        (map.Count, readOnly.Count, old.Count).Should().Be((count, count, count));
        map.Keys.Should().BeEquivalentTo(keys);
        readOnly.Keys.Should().BeEquivalentTo(keys);
        old.Keys.Cast<string>().Should().BeEquivalentTo(keys);
        map.Values.Should().BeEquivalentTo(Enumerable.Range(0, count));
        readOnly.Values.Should().BeEquivalentTo(Enumerable.Range(0, count));
        old.Values.Cast<int>().Should().BeEquivalentTo(Enumerable.Range(0, count));
        map.Select(pair => pair.Key).Should().BeEquivalentTo(keys);
        ((IEnumerable)map).Cast<KeyValuePair<string, int>>().Select(pair => pair.Value).Should().BeEquivalentTo(Enumerable.Range(0, count));
        Entries(old).Select(entry => entry.Key).Should().BeEquivalentTo(keys);
        for (int i = 0; i < count; i++)
        {
            (map[keys[i]], readOnly[keys[i]], old[keys[i]]).Should().Be((i, i, i));
            (map.ContainsKey(keys[i]), readOnly.ContainsKey(keys[i]), old.Contains(keys[i])).Should().Be((true, true, true));
            map.TryGetValue(keys[i], out int value).Should().BeTrue();
            value.Should().Be(i);
            map.Contains(new(keys[i], i)).Should().BeTrue();
            map.Contains(new(keys[i], -1)).Should().BeFalse();
        }

        map.TryGetValue("none", out int none).Should().BeFalse();
        none.Should().Be(0);
        old["none"].Should().BeNull();
        (map.IsReadOnly, old.IsReadOnly, old.IsFixedSize).Should().Be((false, false, false));
    }

    [Fact]
    public void Changes_OfEveryKind_DoWhatTheySay()
    {
        IDictionary<string, int> map = Create(null, ("a", 1), ("b", 2));
        map.Add("c", 3);
        map.Add(new KeyValuePair<string, int>("d", 4));
        map["a"] = 10;
        map["e"] = 5;
        map.Remove("b").Should().BeTrue();
        map.Remove("b").Should().BeFalse();
        map.Remove(new KeyValuePair<string, int>("c", 30)).Should().BeFalse();
        map.Remove(new KeyValuePair<string, int>("c", 3)).Should().BeTrue();
        map.Should().BeEquivalentTo(new Dictionary<string, int> { ["a"] = 10, ["d"] = 4, ["e"] = 5 });
        map.Clear();
        map.Should().BeEmpty();
    }

    [Fact]
    public void Key_IsNull_IsRefused()
    {
        IDictionary<string, int> map = Create(null, ("a", 1));
        var old = (IDictionary)map;
        Refuses<ArgumentNullException>(() => map[null!], "key");
        Refuses<ArgumentNullException>(() => map[null!] = 1, "key");
        Refuses<ArgumentNullException>(() => Void(() => map.Add(null!, 1)), "key");
        Refuses<ArgumentNullException>(() => map.Remove(null!), "key");
        Refuses<ArgumentNullException>(() => map.ContainsKey(null!), "key");
        Refuses<ArgumentNullException>(() => map.TryGetValue(null!, out _), "key");
        Refuses<ArgumentNullException>(() => old[null!], "key");
        Refuses<ArgumentNullException>(() => old[null!] = 1, "key");
        Refuses<ArgumentNullException>(() => Void(() => old.Add(null!, 1)), "key");
        Refuses<ArgumentNullException>(() => old.Contains(null!), "key");
        Refuses<ArgumentNullException>(() => Void(() => old.Remove(null!)), "key");
        map.Should().ContainSingle();
    }

    [Fact]
    public void Key_IsMissingOrThere_IsRefused()
    {
        IDictionary<string, int> map = Create(null, ("a", 1));
        Assert.Throws<KeyNotFoundException>(() => map["b"]);
        Refuses<ArgumentException>(() => Void(() => map.Add("a", 2)), null);
        Refuses<ArgumentException>(() => Void(() => ((IDictionary)map).Add("a", 2)), null);
        map["a"].Should().Be(1);
    }

    [Fact]
    public void NonGeneric_WrongType_IsRefusedOrNotFound()
    {
        var map = (IDictionary)Create(null, ("a", 1));
        Refuses<ArgumentException>(() => Void(() => map.Add(1, 1)), "key");
        Refuses<ArgumentException>(() => Void(() => map.Add("b", "x")), "value");
        Refuses<ArgumentException>(() => map[1] = 1, "key");
        Refuses<ArgumentException>(() => map["b"] = "x", "value");
        Refuses<ArgumentNullException>(() => map["b"] = null, "value");
        map[1].Should().BeNull();
        map.Contains(1).Should().BeFalse();
        map.Remove(1);
        map.Add("b", 2);
        map.Remove("a");
        map.Keys.Cast<string>().Should().Equal("b");
    }

    [Fact]
    public void CopyTo_BadTarget_IsRefused()
    {
        IDictionary<string, int> map = Create(null, ("a", 1), ("b", 2));
        Refuses<ArgumentNullException>(() => Void(() => map.CopyTo(null!, 0)), "array");
        Refuses<ArgumentOutOfRangeException>(() => Void(() => map.CopyTo(new KeyValuePair<string, int>[2], -1)), "index");
        Refuses<ArgumentException>(() => Void(() => map.CopyTo(new KeyValuePair<string, int>[2], 1)), null);
        Refuses<ArgumentException>(() => Void(() => ((ICollection)map).CopyTo(new int[3, 3], 0)), null);
        Refuses<ArgumentException>(() => Void(() => ((ICollection)map).CopyTo(new int[3], 0)), null);
        Refuses<ArgumentNullException>(() => Void(() => ((ICollection)map).CopyTo(null!, 0)), "array");
        var entries = new DictionaryEntry[2];
        ((ICollection)map).CopyTo(entries, 0);
        entries.Select(entry => entry.Key).Should().BeEquivalentTo(["a", "b"]);
        var pairs = new KeyValuePair<string, int>[3];
        map.CopyTo(pairs, 1);
        pairs.Should().BeEquivalentTo([default, new("a", 1), new KeyValuePair<string, int>("b", 2)]);
    }

    [Fact]
    public void Comparer_IgnoresCase_ItIsUsedEverywhere()
    {
        IDictionary<string, int> map = Create(StringComparer.OrdinalIgnoreCase, ("a", 1));
        map["A"].Should().Be(1);
        map.Keys.Contains("A").Should().BeTrue();
        Refuses<ArgumentException>(() => Void(() => map.Add("A", 2)), null);
        map.Remove("A").Should().BeTrue();
    }

    [Fact]
    public void KeysAndValues_AreReadOnly_AndAsDocumentedWhenTheDictionaryChanges()
    {
        IDictionary<string, int> map = Create(null, ("a", 1));
        ICollection<string> keys = map.Keys;
        ICollection<int> values = map.Values;
        (keys.IsReadOnly, values.IsReadOnly).Should().Be((true, true));
        Assert.Throws<NotSupportedException>(() => keys.Add("b"));
        Assert.Throws<NotSupportedException>(values.Clear);
        map.Add("b", 2);
        (keys.Count, values.Count).Should().Be(KeysAreLive ? (2, 2) : (1, 1));
    }

    [Fact]
    public void Enumerator_DictionaryGrowsMeanwhile_IsAsDocumented()
    {
        IDictionary<string, int> map = Create(null, ("a", 1), ("b", 2));
        using IEnumerator<KeyValuePair<string, int>> enumerator = map.GetEnumerator();
        IDictionaryEnumerator old = ((IDictionary)map).GetEnumerator();
        enumerator.MoveNext().Should().BeTrue();
        old.MoveNext().Should().BeTrue();
        map.Add("c", 3);
        if (EnumeratorFailsAfterAdding)
        {
            Assert.Throws<InvalidOperationException>(() => enumerator.MoveNext());
            Assert.Throws<InvalidOperationException>(() => old.MoveNext());
        }
        else
        {
            (enumerator.MoveNext(), old.MoveNext()).Should().Be((true, true));
            (enumerator.MoveNext(), old.MoveNext()).Should().Be((false, false));
        }
    }

    protected abstract IDictionary<string, int> Create(IEqualityComparer<string>? comparer, params (string Key, int Value)[] pairs);

    /// <summary>Through the dictionary's own enumerator; LINQ would take that of <see cref="IEnumerable"/>, which yields pairs.</summary>
    private static IEnumerable<DictionaryEntry> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
            yield return entry;
    }

    private static object? Void(Action action)
    {
        action();
        return null;
    }

    private static void Refuses<TException>(Func<object?> call, string? parameter)
        where TException : ArgumentException
    {
        TException error = Assert.Throws<TException>(call);
        if (parameter is not null)
            error.ParamName.Should().Be(parameter);
    }
}
