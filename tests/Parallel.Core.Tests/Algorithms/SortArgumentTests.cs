using FluentAssertions;

namespace ParallelCore.Tests.Algorithms;

public sealed class SortArgumentTests
{
    private static readonly int[] s_array = [2, 1];
    private static readonly List<int> s_list = [2, 1];

    public static TheoryData<string, Action> NullArguments => new()
    {
        { "items", static () => ParallelAlgorithms.Sort((int[])null!) },
        { "items", static () => ParallelAlgorithms.Sort((List<int>)null!) },
        { "items", static () => ParallelAlgorithms.Sort((int[])null!, static (a, b) => 0) },
        { "comparison", static () => ParallelAlgorithms.Sort(s_array, (Comparison<int>)null!) },
        { "comparison", static () => ParallelAlgorithms.Sort(s_array.AsMemory(), (Comparison<int>)null!) },
        { "comparison", static () => ParallelAlgorithms.Sort(s_list, (Comparison<int>)null!) },
        { "keys", static () => ParallelAlgorithms.Sort((int[])null!, s_array) },
        { "items", static () => ParallelAlgorithms.Sort(s_array, (int[])null!) },
        { "keys", static () => ParallelAlgorithms.Sort((List<int>)null!, s_list) },
        { "items", static () => ParallelAlgorithms.Sort(s_list, (List<int>)null!) },
        { "items", static () => ParallelAlgorithms.SortBy((int[])null!, static item => item) },
        { "keySelector", static () => ParallelAlgorithms.SortBy(s_array, (Func<int, int>)null!) },
        { "keySelector", static () => ParallelAlgorithms.SortBy(s_array.AsMemory(), (Func<int, int>)null!) },
        { "keySelector", static () => ParallelAlgorithms.SortBy(s_list, (Func<int, int>)null!) },
        { "items", static () => ParallelAlgorithms.IsSorted((int[])null!) },
        { "first", static () => ParallelAlgorithms.Merge(null!, s_array, new int[9]) },
        { "second", static () => ParallelAlgorithms.Merge(s_array, null!, new int[9]) },
        { "destination", static () => ParallelAlgorithms.Merge(s_array, s_array, (int[])null!) },
        { "items", static () => ParallelAlgorithms.NthElement((int[])null!, 0) },
        { "items", static () => ParallelAlgorithms.TopN((int[])null!, 0) },
        { "items", static () => ParallelAlgorithms.TopN((List<int>)null!, 0) },
    };

    [Theory]
    [MemberData(nameof(NullArguments), DisableDiscoveryEnumeration = true)]
    public void Everything_NullArgument_IsNamed(string name, Action call) =>
        call.Should().ThrowExactly<ArgumentNullException>().WithParameterName(name);

    [Fact]
    public void Sort_AnotherNumberOfItemsThanKeys_IsAnError()
    {
        Action[] calls =
        [
            static () => ParallelAlgorithms.Sort(s_array, new string[1]),
            static () => ParallelAlgorithms.Sort(s_array.AsMemory(), new string[3].AsMemory()),
            static () => ParallelAlgorithms.Sort(s_list, new List<string>()),
        ];

        foreach (Action call in calls)
            call.Should().ThrowExactly<ArgumentException>().WithParameterName("items");
    }

    [Fact]
    public void Everything_NoItems_IsFine()
    {
        int[] none = [];

        ParallelAlgorithms.Sort(none);
        ParallelAlgorithms.Sort(new List<int>(), static (a, b) => 0);
        ParallelAlgorithms.Sort(none, none);
        ParallelAlgorithms.SortBy(none, static item => item);
        ParallelAlgorithms.Merge(none, none, none);
        ParallelAlgorithms.IsSorted(none).Should().BeTrue();
        ParallelAlgorithms.TopN(none, 5).Should().BeEmpty();
    }
}
