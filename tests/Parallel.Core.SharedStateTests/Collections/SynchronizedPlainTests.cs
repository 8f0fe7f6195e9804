using FluentAssertions;
using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

/// <summary>What the wrappers take over from the plain collections does the same: result, content, exception, parameter name.</summary>
public sealed class SynchronizedPlainTests
{
    private static readonly IComparer<int> s_descending = Comparer<int>.Create((a, b) => b.CompareTo(a));

    private static readonly Dictionary<string, Func<dynamic, int, object?>> s_listCalls = new()
    {
        ["AddRange"] = (list, i) => Void(() => list.AddRange(Enumerable.Range(0, Math.Max(0, i)))),
        ["AddRange null"] = (list, _) => Void(() => list.AddRange(null)),
        ["RemoveAll"] = (list, i) => list.RemoveAll((Predicate<int>)(item => item > i)),
        ["RemoveAll null"] = (list, _) => list.RemoveAll(null),
        ["Sort"] = (list, _) => Void(() => list.Sort()),
        ["Sort comparer"] = (list, _) => Void(() => list.Sort(s_descending)),
        ["Sort comparison"] = (list, _) => Void(() => list.Sort((Comparison<int>)((a, b) => b.CompareTo(a)))),
        ["Sort comparison null"] = (list, _) => Void(() => list.Sort((Comparison<int>)null!)),
        ["Sort comparer throws"] = (list, _) => Outcome.Of(() => Void(() => list.Sort((Comparison<int>)((_, _) => throw new NotSupportedException())))),
        ["Reverse"] = (list, _) => Void(() => list.Reverse()),
        ["Find"] = (list, i) => list.Find((Predicate<int>)(item => item > i)),
        ["Find null"] = (list, _) => list.Find(null),
        ["FindIndex"] = (list, i) => list.FindIndex((Predicate<int>)(item => item > i)),
        ["FindIndex null"] = (list, _) => list.FindIndex(null),
        ["ToArray"] = (list, _) => list.ToArray(),
        ["CopyTo"] = (list, i) => Void(() => list.CopyTo(new int[Math.Max(0, i)], 0)),
        ["CopyTo null"] = (list, _) => Void(() => list.CopyTo(null, 0)),
        ["CopyTo at"] = (list, i) => Void(() => list.CopyTo(new int[6], i)),
    };

    private static readonly Dictionary<string, Func<dynamic, int, object?>> s_dictionaryCalls = new()
    {
        ["TryAdd"] = (map, i) => map.TryAdd(i, "x"),
        ["Comparer"] = (map, _) => map.Comparer,
    };

    private static readonly Dictionary<string, Func<dynamic, int, object?>> s_setCalls = new()
    {
        ["RemoveWhere"] = (set, i) => set.RemoveWhere((Predicate<int>)(item => item > i)),
        ["RemoveWhere null"] = (set, _) => set.RemoveWhere(null),
        ["TryGetValue"] = (set, i) =>
        {
            int actual = -7;
            bool found = set.TryGetValue(i, out actual);
            return (found, actual);
        },
        ["CopyTo"] = (set, i) => Void(() => set.CopyTo(new int[Math.Max(0, i)], 0)),
        ["CopyTo null"] = (set, _) => Void(() => set.CopyTo(null, 0)),
        ["CopyTo at"] = (set, i) => Void(() => set.CopyTo(new int[6], i)),
        ["Comparer"] = (set, _) => set.Comparer,
    };

    public static TheoryData<string> ListCalls => [.. s_listCalls.Keys];

    public static TheoryData<string> DictionaryCalls => [.. s_dictionaryCalls.Keys];

    public static TheoryData<string> SetCalls => [.. s_setCalls.Keys];

    [Theory]
    [MemberData(nameof(ListCalls))]
    public void ListCall_AnyInput_DoesTheSame(string call) =>
        Compare(items => new List<int>(items), items => new SynchronizedList<int>(items), list => new List<int>(list), s_listCalls[call]);

    [Theory]
    [MemberData(nameof(DictionaryCalls))]
    public void DictionaryCall_AnyInput_DoesTheSame(string call) =>
        Compare(items => new Dictionary<int, string>(Pairs(items)), items => new SynchronizedDictionary<int, string>(Pairs(items)), map => Sorted(map.Keys), s_dictionaryCalls[call]);

    [Theory]
    [MemberData(nameof(SetCalls))]
    public void SetCall_AnyInput_DoesTheSame(string call) =>
        Compare(items => new HashSet<int>(items), items => new SynchronizedSet<int>(items), set => Sorted(set), s_setCalls[call]);

    [Fact]
    public void Construction_BadInput_IsRefusedAlike()
    {
        Same(() => new List<int>(-1), () => new SynchronizedList<int>(-1));
        Same(() => new List<int>(null!), () => new SynchronizedList<int>(null!));
        Same(() => new Dictionary<int, int>(-1), () => new SynchronizedDictionary<int, int>(-1));
        Same(() => new Dictionary<int, int>(-1, null), () => new SynchronizedDictionary<int, int>(-1, null));
        Same(() => new Dictionary<int, int>((IEnumerable<KeyValuePair<int, int>>)null!), () => new SynchronizedDictionary<int, int>((IEnumerable<KeyValuePair<int, int>>)null!));
        Same(() => new Dictionary<int, int>((IEnumerable<KeyValuePair<int, int>>)null!, null), () => new SynchronizedDictionary<int, int>((IEnumerable<KeyValuePair<int, int>>)null!, null));
        Same(() => new Dictionary<int, int>([new(1, 1), new(1, 2)]), () => new SynchronizedDictionary<int, int>([new(1, 1), new(1, 2)]));
        Same(() => new Dictionary<string, int>([new(null!, 1)]), () => new SynchronizedDictionary<string, int>([new(null!, 1)]));
        Same(() => new HashSet<int>(-1), () => new SynchronizedSet<int>(-1));
        Same(() => new HashSet<int>(-1, null), () => new SynchronizedSet<int>(-1, null));
        Same(() => new HashSet<int>((IEnumerable<int>)null!), () => new SynchronizedSet<int>((IEnumerable<int>)null!));
        Same(() => new HashSet<int>(null!, null), () => new SynchronizedSet<int>(null!, null));

        static void Same(Func<object> plain, Func<object> wrapped)
        {
            string expected = Outcome.Of(plain);
            expected.Should().Contain("Exception");
            Outcome.Of(wrapped).Should().Be(expected);
        }
    }

    [Fact]
    public void Synchronized_Null_IsRefused()
    {
        Outcome.Of(() => ((List<int>)null!).Synchronized()).Should().Be("ArgumentNullException(list)");
        Outcome.Of(() => ((Dictionary<int, int>)null!).Synchronized()).Should().Be("ArgumentNullException(dictionary)");
        Outcome.Of(() => ((HashSet<int>)null!).Synchronized()).Should().Be("ArgumentNullException(set)");
    }

    [Fact]
    public void Construction_FromACollection_Copies()
    {
        List<int> list = [1];
        Dictionary<int, int> map = new() { [1] = 1 };
        HashSet<int> set = [1];
        _ = (new SynchronizedList<int>(list) { 2 }, new SynchronizedDictionary<int, int>(map) { [2] = 2 }, new SynchronizedSet<int>(set) { 2 });
        (list.Count, map.Count, set.Count).Should().Be((1, 1, 1));
        var upper = new SynchronizedDictionary<string, int>(new Dictionary<string, int> { ["a"] = 1 }, StringComparer.OrdinalIgnoreCase);
        upper["A"].Should().Be(1);
        new SynchronizedDictionary<string, int>(upper).ContainsKey("A").Should().BeFalse();
    }

    [Fact]
    public void Synchronized_Collection_IsUsedItself()
    {
        List<int> list = [1];
        Dictionary<string, int> map = new(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 };
        HashSet<string> set = new(StringComparer.OrdinalIgnoreCase) { "a" };
        list.Synchronized().Add(2);
        SynchronizedDictionary<string, int> wrappedMap = map.Synchronized();
        SynchronizedSet<string> wrappedSet = set.Synchronized();
        wrappedMap["A"] = 2;
        wrappedSet.Add("A").Should().BeFalse();
        list.Should().Equal(1, 2);
        map["a"].Should().Be(2);
        (wrappedMap.Comparer, wrappedSet.Comparer).Should().Be((StringComparer.OrdinalIgnoreCase, StringComparer.OrdinalIgnoreCase));
        (wrappedMap.Snapshot().Comparer, wrappedSet.Snapshot().Comparer).Should().Be((StringComparer.OrdinalIgnoreCase, StringComparer.OrdinalIgnoreCase));
    }

    private static void Compare(Func<int[], object> plain, Func<int[], object> wrapped, Func<dynamic, object> content, Func<dynamic, int, object?> call)
    {
        foreach (int[] items in (int[][])[[], [5], [3, 1, 4, 1, 5]])
        {
            for (int i = -1; i <= 6; i++)
            {
                object expected = plain([.. items.Distinct()]);
                object found = wrapped([.. items.Distinct()]);
                Outcome.Of(() => call(found, i)).Should().Be(Outcome.Of(() => call(expected, i)), "that is what the plain one does with {0} items and {1}", items.Length, i);
                Outcome.Describe(content(found)).Should().Be(Outcome.Describe(content(expected)));
            }
        }
    }

    private static IEnumerable<KeyValuePair<int, string>> Pairs(int[] items) => items.Select(item => KeyValuePair.Create(item, $"{item}"));

    private static object Sorted(IEnumerable<int> items) => items.Order().ToArray();

    private static object? Void(Action action)
    {
        action();
        return null;
    }
}
