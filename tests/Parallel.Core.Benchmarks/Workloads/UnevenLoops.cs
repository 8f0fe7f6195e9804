using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>Loops over iterations of very different lengths. A single slow one lasts as long as all the others together.</summary>
internal static class UnevenLoops
{
    private const double Cheap = 2; // microseconds

    /// <summary>Milliseconds. Taking them in order and halving what is left both keep two workers busy to the end.</summary>
    private static readonly double[] s_six = [5, 8, 6, 1, 4, 2];

    public static IEnumerable<UnevenRow> All(bool isQuick)
    {
        int n = isQuick ? 1_000 : 10_000;
        double slow = n * Cheap;
        int block = n / 100;
        string cheap = $"{n:N0} x {Cheap} us, ";
        string one = $"{cheap}one of {slow / 1e3:0.#} ms ";
        yield return Row("first", one + "first", Slow(n, slow, 0));
        yield return Row("third", one + "at a third", Slow(n, slow, n / 3), isLate: true);
        yield return Row("middle", one + "in the middle", Slow(n, slow, n / 2), isLate: true);
        yield return Row("last", one + "last", Slow(n, slow, n - 1), isLate: true);
        yield return Row("two", $"{cheap}two of {slow / 1e3:0.#} ms at a third and two thirds", Slow(n, slow, n / 3, 2 * n / 3));
        yield return Row("block first", $"{cheap}{block} of {slow / block:0} us first", Block(n, block, slow / block, 0));
        yield return Row("block last", $"{cheap}{block} of {slow / block:0} us last", Block(n, block, slow / block, n - block));
        yield return Row("heavy tail", $"{n:N0} of 1 us to 1 ms, Pareto", HeavyTail(n));
        yield return Row("falling", $"{n:N0} of {4 * Cheap} us to 0", Make(n, i => 4 * Cheap * (n - i) / n));
        yield return Row("rising", $"{n:N0} of 0 to {4 * Cheap} us", Make(n, i => 4 * Cheap * i / n));
        double[] six = [.. s_six.Select(cost => cost * (isQuick ? 100 : 1_000))];
        yield return Row("six", "6 of " + string.Join(", ", six.Select(cost => $"{cost / 1e3:0.#}")) + " ms", six);
    }

    private static UnevenRow Row(string name, string title, double[] microseconds, bool isLate = false)
    {
        double perMicrosecond = SpinCalibration.For(Cheap * 1e3).Steps / Cheap;
        byte[] output = new byte[microseconds.Length];
        var work = new Work(output, [.. microseconds.Select(cost => (int)(cost * perMicrosecond))]);
        var forms = new LoopForms<Work>(work);
        int n = output.Length;
        Race race = new Race(title) { Reset = () => Array.Clear(output), Checksum = () => Fingerprint.Of(output) }
            .Add(ContenderRole.Sequential, LoopNames.Plain, Repeat.Of(forms.Plain, n))
            .Add(ContenderRole.Ours, LoopNames.PerIndex, Repeat.Of(k => forms.PerIndex(k), n))
            .Add(ContenderRole.Ours, LoopNames.ChunkOne, Repeat.Of(forms.ChunkOne, n))
            .Add(ContenderRole.Ours, LoopNames.Struct, Repeat.Of(k => forms.Struct(k), n))
            .Add(ContenderRole.Peer, LoopNames.ParallelFor, Repeat.Of(forms.ParallelFor, n))
            .Add(ContenderRole.Peer, LoopNames.Partitioner, Repeat.Of(forms.PartitionerForEach, n))
            .Add(ContenderRole.Peer, LoopNames.Plinq, Repeat.Of(forms.Plinq, n));
        return new UnevenRow(name, race, microseconds.Max() / microseconds.Sum(), isLate);
    }

    private static double[] Slow(int n, double slow, params int[] where) => Make(n, i => where.Contains(i) ? slow : Cheap);

    private static double[] Block(int n, int length, double cost, int start) => Make(n, i => i >= start && i < start + length ? cost : Cheap);

    private static double[] HeavyTail(int n)
    {
        const double Exponent = 1.1;
        const double Longest = 1e3;
        var random = new Random(1);
        return Make(n, _ => Math.Min(Longest, Math.Pow(1 - random.NextDouble(), -1 / Exponent)));
    }

    private static double[] Make(int n, Func<int, double> cost) => [.. Enumerable.Range(0, n).Select(cost)];

    private readonly struct Work(byte[] output, int[] steps) : IIndexWork
    {
        public void Invoke(int index) => output[index] = (byte)Spin.Mix((uint)index, steps[index]);
    }
}
