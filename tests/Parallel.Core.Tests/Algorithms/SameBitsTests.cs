using System.Runtime.InteropServices;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

/// <summary>What the algorithms of each family give doesn't depend on how many workers there are, from one to more than any input here has blocks.</summary>
public sealed class SameBitsTests
{
    private const int Length = 300_000;
    private static readonly int[] s_workers = Effort.Pick<int[]>(quick: [1, 3, 256], full: [1, 2, 3, 16, 64, 256]);

    private static readonly Dictionary<string, Func<double[], RangeOptions, double[]>> s_families = new()
    {
        ["Scan"] = static (items, options) => Changed(items, own => ParallelAlgorithms.Scan<double>(own.AsMemory(), own.AsMemory(), options)),
        ["Scan of an operation"] = static (items, options) => Changed(items, own => ParallelAlgorithms.Scan<double>(own.AsMemory(), own.AsMemory(), static (a, b) => (a + b) * 0.999, options)),
        ["ExclusiveScan"] = static (items, options) => Changed(items, own => own[0] = ParallelAlgorithms.ExclusiveScan<double>(own.AsMemory(), own.AsMemory(), options)),
        ["Where"] = static (items, options) => ParallelRange.Over(items).On(options.Scheduler!).Where(static item => item > 0.3).ToArray(),
        ["Partition"] = static (items, options) => Changed(items, own => ParallelAlgorithms.Partition(own, static item => item > 0.3, options)),
        ["Unique"] = static (items, options) => Changed(items, own => ParallelAlgorithms.Unique(own, EqualityComparer<double>.Create(static (a, b) => Math.Abs(a - b) < 1), options)),
        ["MinMax"] = static (items, options) => OfPair(ParallelRange.Over(items).On(options.Scheduler!).MinMax()),
        ["MinMax of a comparer that is no order"] = static (items, options) => OfPair(ParallelRange.Over(items).On(options.Scheduler!).MinMax(s_noOrder)),
        ["Sort"] = static (items, options) => Changed(items, own => ParallelAlgorithms.Sort(own, (IComparer<double>?)null, options)),
        ["Sort of a comparer"] = static (items, options) => Changed(items, own => ParallelAlgorithms.Sort(own, Comparer<double>.Create(static (a, b) => Math.Floor(a).CompareTo(Math.Floor(b))), options)),
        ["NthElement"] = static (items, options) => Changed(items, own => ParallelAlgorithms.NthElement(own, Length / 3, null, options)),
        ["TopN"] = static (items, options) => ParallelAlgorithms.TopN(items, 2_000, null, options),
        ["Merge"] = static (items, options) => Merged(items, options),
        ["Shuffle"] = static (items, options) => Changed(items, own => ParallelAlgorithms.Shuffle(own, 3, options)),
        ["GroupBy"] = static (items, options) => [.. ParallelRange.Over(items).On(options.Scheduler!).GroupBy(static item => Math.Floor(item)).ToArray().SelectMany(static group => group)],
        ["CountBy"] = static (items, options) => [.. ParallelRange.Over(items).On(options.Scheduler!).CountBy(static item => Math.Floor(item)).ToArray().Select(static pair => pair.Key * pair.Value)],
    };

    private static readonly Comparer<double> s_noOrder = Comparer<double>.Create(static (a, b) => Math.Abs(a - b) < 100 ? 0 : a.CompareTo(b));

    public static TheoryData<string> Families => [.. s_families.Keys];

    [Theory]
    [MemberData(nameof(Families))]
    public void Result_OnAnyWorkers_HasTheSameBits(string family)
    {
        var random = new Random(11);
        double[] items = [.. Enumerable.Range(0, Length).Select(_ => (random.NextDouble() - 0.4) * Math.Pow(10, random.Next(-3, 4)))];
        double[]? expected = null;
        foreach (int workers in s_workers)
        {
            for (int round = 0; round < 2; round++)
            {
                double[] result = s_families[family](items, Schedulers.Options(workers));
                expected ??= result;
                MemoryMarshal.AsBytes<double>(result).SequenceEqual(MemoryMarshal.AsBytes<double>(expected))
                    .Should().BeTrue("{0} workers", workers);
            }
        }

        expected.Should().NotBeEmpty();
    }

    private static double[] Changed(double[] items, Action<double[]> change)
    {
        double[] own = [.. items];
        change(own);
        return own;
    }

    private static double[] OfPair((double Min, double Max) pair) => [pair.Min, pair.Max];

    private static double[] Merged(double[] items, RangeOptions options)
    {
        double[] first = [.. items[..(Length / 3)].Order()];
        double[] second = [.. items[(Length / 3)..].Order()];
        var merged = new double[items.Length];
        ParallelAlgorithms.Merge(first, second, merged, null, options);
        return merged;
    }
}
