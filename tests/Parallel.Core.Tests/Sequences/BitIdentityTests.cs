using System.Globalization;
using FluentAssertions;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

/// <summary>Reductions give the same bits whoever runs what; and the tree is the one that the documentation describes.</summary>
public sealed class BitIdentityTests
{
    private static readonly double[] s_values = Values(6_000);
    private static readonly double[] s_few = s_values[..1_000];

    private static readonly Comparer<double> s_noOrder = Comparer<double>.Create(static (a, b) => Math.Abs(a - b) < 1e7 ? 0 : a.CompareTo(b));

    private static readonly Dictionary<string, Func<ParallelSequence<double>, double>> s_results = new()
    {
        ["Sum"] = static items => items.Sum(),
        ["Sum of Where"] = static items => items.Where(static item => (BitConverter.DoubleToInt64Bits(item) & 3) != 0).Sum(),
        ["Sum of selector"] = static items => items.Sum(static item => item * 1.1),
        ["Sum of floats"] = static items => items.Select(static item => (float)item).Sum(),
        ["Average"] = static items => items.Average(),
        ["Average of Where"] = static items => items.Where(static item => item > 0).Average(),
        ["CompensatedSum"] = static items => items.CompensatedSum(),
        ["Aggregate"] = static items => items.Aggregate(0.0, static (sum, item) => sum + item, static (a, b) => a + b),
        ["Aggregate of Where"] = static items => items.Where(static item => item < 0).Aggregate(static () => 0.0, static (sum, item) => sum * 0.999 + item, static (a, b) => a * 0.5 + b),
        ["Reduce"] = static items => items.Reduce(static (a, b) => a + b),
        ["Min of a comparer that is no order"] = static items => items.Min(s_noOrder),
        ["MinMax of a comparer that is no order"] = static items => items.Where(static item => item > 0).MinMax(s_noOrder).Max,
        ["SelectMany"] = static items => items.SelectMany(static item => new[] { item, item / 3, -item }).Sum(),
        ["gathered"] = static items => items.Where(static item => item > 0).Reverse().Zip(items, static (a, b) => a * b).Sum(),
    };

    private static readonly Dictionary<string, Func<double[], ParallelSequence<double>>> s_sources = new()
    {
        ["array"] = static values => ParallelRange.Over(values),
        ["list"] = static values => ParallelRange.Over(new List<double>(values)),
        ["range"] = static values => ParallelRange.From(0, values.Length).Select(i => values[i]),
        ["indexer"] = static values => ParallelRange.Over((IReadOnlyList<double>)new List<double>(values).AsReadOnly()),
        ["streamed"] = static values => ParallelRange.Over(values.Where(static _ => true)),
    };

    public static TheoryData<string> Results => [.. s_results.Keys];

    [Theory]
    [MemberData(nameof(Results))]
    public void Result_OnAnyWorkersAndInAnyRun_HasTheSameBits(string result)
    {
        CheckBits(s_results[result], s_values);
        CheckBits(s_results[result], s_few);
    }

    private static void CheckBits(Func<ParallelSequence<double>, double> run, double[] values)
    {
        using var never = new CancellationTokenSource();
        long? ofMemory = null;
        foreach ((string source, Func<double[], ParallelSequence<double>> begin) in s_sources)
        {
            long? expected = source == "streamed" ? null : ofMemory;
            foreach (int workers in (int[])[1, 2, 3, 16, 64, 256])
            {
                for (int round = 0; round < 2; round++)
                {
                    ParallelSequence<double> items = begin(values).On(Schedulers.Of(workers));
                    long bits = BitConverter.DoubleToInt64Bits(run(round % 2 == 0 ? items : items.WithCancellation(never.Token)));
                    (expected ??= bits).Should().Be(bits, "{0} workers over {1}, round {2}", workers, source, round);
                }
            }

            ofMemory ??= expected;
        }
    }

    [Fact]
    public void Sum_OfValuesThatRound_IsCloseAndDependsOnTheTree()
    {
        decimal exact = 0;
        foreach (double value in s_values)
            exact += (decimal)value;
        ParallelRange.Over(s_values).Sum().Should().BeApproximately((double)exact, 1e-3);
        ParallelRange.Over(s_values).CompensatedSum().Should().BeApproximately((double)exact, 1e-7);
        Enumerable.Range(1, 200).Select(chunk => ParallelRange.Over(s_values).WithChunk(chunk).Sum()).Distinct().Should().HaveCountGreaterThan(1, "otherwise the values prove nothing");
        Enumerable.Range(1, 200).Select(chunk => ParallelRange.Over(s_few).WithChunk(chunk).Sum()).Distinct().Should().HaveCountGreaterThan(1, "a chunk that is given decides");
    }

    [Fact]
    public void CompensatedSum_OfAHugeNumberAmongSmallOnes_LosesNothing() =>
        ParallelRange.From(0, 3000).Select(static i => i == 1000 ? 1e18 : i == 2000 ? -1e18 : 1.0).CompensatedSum().Should().Be(2998);

    [Fact]
    public void Aggregate_OfARecorder_ShowsTheTreeOfTheDocs()
    {
        foreach (int chunk in (int[])[1, 2, 3, 7, 64, 1000])
        {
            foreach (int length in (int[])[1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 63, 64, 65, 127, 200, 511])
                CheckTree(length, chunk, ParallelRange.From(0, length).WithChunk(chunk));
        }
    }

    [Fact]
    public void Aggregate_WithAutomaticChunks_CutsAsTheDocsSay()
    {
        foreach (ChunkPolicy chunk in (ChunkPolicy[])[ChunkPolicy.Auto, ChunkPolicy.Even, ChunkPolicy.ByWeight(static _ => 1)])
        {
            foreach (int length in (int[])[1, 2, 15, 100, 255, 256, 257, 511, 512, 513, 1000])
                CheckTree(length, (length + 255) / 256, ParallelRange.From(0, length).WithChunk(chunk));
        }
    }

    [Fact]
    public void Aggregate_OnAnyWorkers_HasTheChunksOfTheDocs()
    {
        foreach ((int length, int expected) in ((int, int)[])[(100, 100), (1000, 250), (10_000, 250), (32_768, 256), (100_000, 782), (131_072, 1024), (1_000_000, 1024), (4_000_000, 2000)])
        {
            foreach (int workers in (int[])[1, 2, 3, 16, 64, 256])
            {
                foreach (bool isFiltered in (bool[])[false, true])
                {
                    int chunks = 0;
                    ParallelSequence<int> items = ParallelRange.From(0, length).On(Schedulers.Of(workers));
                    (isFiltered ? items.Where(static item => item >= 0) : items).Aggregate(() => Interlocked.Increment(ref chunks), static (state, _) => state, static (a, _) => a);
                    chunks.Should().Be(expected, "{0} items, {1} workers", length, workers);
                }
            }
        }
    }

    [Fact]
    public void Sum_OfFewNumbers_DependsOnTheNumbersOnly()
    {
        double[] left = [.. s_few.Where(static item => item > 0)];
        double expected = ParallelRange.Over(left).Sum();
        foreach (int workers in (int[])[1, 2, 3, 16, 64, 256])
        {
            ParallelRange.Over(s_few).On(Schedulers.Of(workers)).Where(static item => item > 0).Sum().Should().Be(expected);
            ParallelRange.Over(s_few).On(Schedulers.Of(workers)).Where(static item => item > 0).Average().Should().Be(expected / left.Length);
        }
    }

    [Fact]
    public void Result_ThatIsTheSameForAnyCut_TakesTheFirstOfEqualItems()
    {
        double[] zeros = [.. Enumerable.Range(0, 20_000).Select(static i => i % 3 == 0 ? -0.0 : 0.0)];
        var times = new DateTime[20_000];
        Array.Fill(times, new DateTime(5, DateTimeKind.Utc));
        times[0] = new DateTime(5, DateTimeKind.Local);
        foreach (int workers in (int[])[1, 2, 3, 16, 64, 256])
        {
            for (int round = 0; round < 20; round++)
            {
                ParallelSequence<double> items = ParallelRange.Over(zeros).On(Schedulers.Of(workers)).Where(static _ => true);
                double.IsNegative(items.Min()).Should().BeTrue();
                double.IsNegative(items.Max()).Should().BeTrue();
                double.IsNegative(items.MinMax().Max).Should().BeTrue();
                ParallelRange.Over(times).On(Schedulers.Of(workers)).Max().Kind.Should().Be(DateTimeKind.Local);
                ParallelRange.From(0, times.Length).On(Schedulers.Of(workers)).MinBy(i => times[i]).Should().Be(0);
                ParallelRange.From(0, times.Length).On(Schedulers.Of(workers)).Last(static i => i % 7 == 0).Should().Be(19_999 / 7 * 7);
            }
        }
    }

    [Fact]
    public void Extreme_ByAnOrderThatIsNone_IsTheSameOnAnyWorkers()
    {
        var circle = Comparer<int>.Create(static (a, b) => ((a - b + 13) % 3) - 1); // stone, paper, scissors
        ParallelSequence<int> items = ParallelRange.From(0, 10_000).Select(static i => (int)((uint)i * 2654435761u >> 16) % 3);
        int min = items.On(Schedulers.Of(1)).Min(circle);
        (int, int) both = items.On(Schedulers.Of(1)).MinMax(circle);
        for (int round = 0; round < 60; round++)
        {
            int workers = round % 3 == 0 ? 2 : round % 3 == 1 ? 3 : 16;
            items.On(Schedulers.Of(workers)).Min(circle).Should().Be(min);
            items.On(Schedulers.Of(workers)).MinMax(circle).Should().Be(both);
        }
    }

    private static void CheckTree(int length, int chunk, ParallelSequence<int> items)
    {
        string[] leaves = [.. Enumerable.Range(0, length).Chunk(chunk).Select(static part => string.Join(',', part))];
        string expected = Tree(leaves);
        for (int turn = 0; turn < 6; turn++)
        {
            items.On(Schedulers.Of((turn % 3) switch { 0 => 1, 1 => 3, _ => 16 })).Select(static item =>
            {
                Thread.SpinWait(item % 3 * 5);
                return item;
            }).Aggregate(
                string.Empty,
                static (text, item) => text.Length == 0 ? item.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{text},{item}"),
                static (a, b) => $"({a} {b})").Should().Be(expected);
        }
    }

    /// <summary>Blocks of a power of two of leaves, aligned; the ragged end is combined from the right.</summary>
    private static string Tree(ReadOnlySpan<string> leaves)
    {
        if (leaves.Length == 1)
            return leaves[0];
        int left = 1;
        while (left * 2 < leaves.Length)
            left *= 2;
        return $"({Tree(leaves[..left])} {Tree(leaves[left..])})";
    }

    private static double[] Values(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 8)))];
    }
}
