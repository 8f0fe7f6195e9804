using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Results of few items, against a sequential loop that calls the same delegates: what a chain itself costs.</summary>
internal sealed class SmallResultsWorkload : IWorkload
{
    private const double Most = 1.1;
    private const double Allowance = 0.5e-6;
    private const string Fluent = "sequence";
    private const int LeastGroup = 16;

    public string Name => "small-results";

    public void Run(CompareSession session)
    {
        var missed = new List<string>();
        int cells = 0;
        foreach (int n in (int[])[0, 10, 100, 1_000])
        {
            int[] items = RandomItems.Below(1_000, n);
            Func<int, int> map = static item => item * 3;
            Func<int, bool> test = static item => (item & 1) == 0;
            Cell("Sum", () => { long sum = 0; foreach (int item in items) sum += item; return sum; }, () => ParallelRange.Over(items).Sum());
            Cell("Select.Sum", () => { long sum = 0; foreach (int item in items) sum += map(item); return sum; }, () => ParallelRange.Over(items).Select(map).Sum());
            Cell("Where.Count", () => { long count = 0; foreach (int item in items) count += test(item) ? 1 : 0; return count; }, () => ParallelRange.Over(items).Where(test).Count());
            Cell("Aggregate", () => { long state = 0; foreach (int item in items) state = Fold(state, item); return state; }, () => ParallelRange.Over(items).Aggregate(0L, Fold, static (a, b) => a + b));
            Cell("Max", () => { long max = -1; foreach (int item in items) max = Math.Max(max, item); return max; }, () => items.Length == 0 ? -1 : ParallelRange.Over(items).Max());
            Cell("Any", () => { foreach (int item in items) { if (item < 0) return 1; } return 0; }, () => ParallelRange.Over(items).Any(static item => item < 0) ? 1 : 0);
            Cell("First", () => items.Length == 0 ? -1 : items[0], () => ParallelRange.Over(items).Select(static item => (long)item).Concat(ParallelRange.Over((long[])[-1])).First());
            Cell("ForEach", () => { foreach (int item in items) Ignore(item); return 0; }, () => { ParallelRange.Over(items).ForEach(Ignore); return 0; });
            Cell("Select.ToArray", () => { int[] results = new int[items.Length]; for (int i = 0; i < items.Length; i++) results[i] = map(items[i]); return results.Length; }, () => ParallelRange.Over(items).Select(map).ToArray().Length);
            Cell("Where.ToArray", () => FilterPlain(items, test).Length, () => ParallelRange.Over(items).Where(test).ToArray().Length);
            Cell("CountBy", () => CountPlain(items).Count, () => ParallelRange.Over(items).CountBy(static item => item & (LeastGroup - 1)).Count());
            Cell("Order", () => SortPlain(items).Length, () => ParallelRange.Over(items).Order().ToArray().Length);

            void Cell(string result, Func<long> plain, Func<long> fluent)
            {
                RaceResult race = session.Race(
                    new RaceOf<long>($"{result} of {n} ints", static value => value).Add(ContenderRole.Sequential, LoopNames.Plain, plain).Add(ContenderRole.Ours, Fluent, fluent).Race,
                    session.ShortCalls with { Budget = session.ShortCalls.Budget / 6 });
                cells++;
                double over = race.Seconds(Fluent) - (Most * race.Seconds(LoopNames.Plain)) - Allowance;
                if (over > 0)
                {
                    missed.Add($"{result} of {n} by {Text.Time(over)}");
                }
            }
        }

        session.AddTarget(
            Name, $"<= {Text.Ratio(Most)} x the plain loop + {Text.Time(Allowance)}, every cell", missed.Count == 0 ? $"0 of {cells} miss" : $"{missed.Count} of {cells} miss: {string.Join(", ", missed)}", missed.Count == 0);
    }

    private static long Fold(long state, int item) => state + item;

    private static void Ignore(int item)
    {
    }

    private static int[] FilterPlain(int[] items, Func<int, bool> test)
    {
        var kept = new List<int>();
        foreach (int item in items)
        {
            if (test(item))
            {
                kept.Add(item);
            }
        }

        return [.. kept];
    }

    private static Dictionary<int, int> CountPlain(int[] items)
    {
        var counts = new Dictionary<int, int>();
        foreach (int item in items)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, item & (LeastGroup - 1), out _)++;
        }

        return counts;
    }

    private static int[] SortPlain(int[] items)
    {
        int[] copy = [.. items];
        Array.Sort(copy);
        return copy;
    }
}
