using FluentAssertions;
using ParallelCore.Tests.Loops;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

/// <summary>Once warm, a call allocates its result and less than a kilobyte.</summary>
public sealed class AlgorithmAllocationTests
{
    private const int Calls = 200;

    private static readonly RangeOptions s_options = Schedulers.Options(3);
    private static readonly int[] s_items = Trials.Numbers(3_000);
    private static readonly int[] s_results = new int[3_000];
    private static readonly List<int> s_list = [.. s_items];

    private static readonly Dictionary<string, (Action Call, int Bytes)> s_calls = new()
    {
        ["prefix sum"] = (static () => ParallelAlgorithms.Scan<int>(s_items, s_results, s_options), 1_024),
        ["prefix combination"] = (static () => ParallelAlgorithms.Scan<int>(s_items, s_results, static (a, b) => a + b, s_options), 1_024),
        ["partition"] = (static () => ParallelAlgorithms.Partition(s_results, static item => item < 5, s_options), 0),
        ["remove from a list"] = (static () => ParallelAlgorithms.RemoveAll(s_list, static item => item < 0, s_options), 64),
        ["unique"] = (static () => ParallelAlgorithms.Unique(s_results, options: s_options), 0),
        ["fill"] = (static () => ParallelAlgorithms.Fill(s_results, 1, s_options), 0),
        ["generate"] = (static () => ParallelAlgorithms.Fill(s_results, static index => index, s_options), 0),
        ["transform"] = (static () => ParallelAlgorithms.Transform(s_items, s_results, static item => item, s_options), 0),
        ["reverse"] = (static () => ParallelAlgorithms.Reverse(s_results, s_options), 0),
        ["shuffle"] = (static () => ParallelAlgorithms.Shuffle(s_results, 1, s_options), 0),
    };

    public static TheoryData<string> Names => [.. s_calls.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Call_OnceWarm_AllocatesAtMost(string name) =>
        AllocatedBytes.Least(s_calls[name].Call).OfAll.Should().BeLessThanOrEqualTo(s_calls[name].Bytes * (long)Calls);
}
