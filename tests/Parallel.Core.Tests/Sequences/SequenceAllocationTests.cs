using FluentAssertions;

using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

/// <summary>Once warm, a result allocates itself and some objects an operator, however many items there are.</summary>
public sealed class SequenceAllocationTests
{
    private const int Calls = 10;
    private const int OfOperators = 1536;

    private static readonly Dictionary<string, Action<int[]>> s_scalars = new()
    {
        ["Sum"] = static items => ParallelRange.Over(items).Sum(static item => (long)item),
        ["Select, Sum"] = static items => ParallelRange.Over(items).Select(static item => (double)item).Sum(),
        ["Where, Count"] = static items => ParallelRange.Over(items).Where(static item => item % 2 == 0).Count(),
        ["four operators"] = static items => ParallelRange.Over(items).Select(static item => item + 1).Where(static item => item > 0).Do(static _ => { }).Select(static (item) => (long)item).Sum(),
        ["Any"] = static items => ParallelRange.Over(items).Any(static item => item < 0),
        ["First"] = static items => ParallelRange.Over(items).FirstOrDefault(static item => item < 0),
        ["Max"] = static items => ParallelRange.Over(items).Max(),
        ["ForEach"] = static items => ParallelRange.Over(items).ForEach(static _ => { }),
        ["Aggregate"] = static items => ParallelRange.Over(items).Aggregate(0L, static (sum, item) => sum + item, static (a, b) => a + b),
        ["range"] = static items => ParallelRange.From(0, items.Length).Select(static item => (long)item).Sum(),
        ["Reverse"] = static items => ParallelRange.Over(items).Reverse().Select(static item => (long)item).Sum(),
        ["Zip"] = static items => ParallelRange.Over(items).Zip(ParallelRange.Over(items), static (a, b) => (long)a * b).Sum(),
        ["two workers"] = static items => ParallelRange.Over(items).On(Schedulers.Of(2)).Select(static item => (double)item).Sum(),
    };

    private static readonly Dictionary<string, Func<int[], Array>> s_arrays = new()
    {
        ["Select"] = static items => ParallelRange.Over(items).Select(static item => item + 1).ToArray(),
        ["Where"] = static items => ParallelRange.Over(items).Where(static item => item % 2 == 0).ToArray(),
        ["Index of Where"] = static items => ParallelRange.Over(items).Where(static item => item % 2 == 0).Index().Select(static pair => pair.Item).ToArray(),
    };

    public static TheoryData<string> Scalars => [.. s_scalars.Keys];

    public static TheoryData<string> Arrays => [.. s_arrays.Keys];

    [Theory]
    [MemberData(nameof(Scalars))]
    public void Scalar_OnceWarm_AllocatesForItsOperatorsOnly(string name)
    {
        long few = Least(() => s_scalars[name](s_few));
        long many = Least(() => s_scalars[name](s_many));
        few.Should().BeLessThanOrEqualTo(OfOperators);
        many.Should().BeLessThanOrEqualTo(few + 128, "items cost nothing");
    }

    [Theory]
    [MemberData(nameof(Arrays))]
    public void Array_OnceWarm_AllocatesItselfAndForItsOperators(string name)
    {
        foreach (int[] items in (int[][])[s_few, s_many])
        {
            long result = s_arrays[name](items).Length * sizeof(int) + 24;
            if (name == "Index of Where")
                result *= 2; // what is gathered
            Least(() => s_arrays[name](items)).Should().BeLessThanOrEqualTo(result + 1024 + OfOperators);
        }
    }

    private static readonly int[] s_few = [.. Enumerable.Range(0, 1000)];
    private static readonly int[] s_many = [.. Enumerable.Range(0, 50_000)];

    private static long Least(Action call)
    {
        for (int i = 0; i < 50; i++)
            call();
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 4; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Calls; i++)
                call();
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / Calls);
        }

        return least;
    }
}
