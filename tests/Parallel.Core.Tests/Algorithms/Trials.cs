using CsCheck;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

/// <summary>Inputs about the boundaries of blocks, on few and many workers.</summary>
internal static class Trials
{
    public static readonly int[] Workers = [1, 2, 3, 16];

    /// <summary>Runs a check for lengths around multiples of small blocks.</summary>
    public static void Sample(Action<int, int, RangeOptions> check) =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 12], Gen.Int[-1, 1], Gen.Int[0, Workers.Length - 1])
            .Sample((block, blocks, more, workers) => check(Math.Max(0, (block * blocks) + more), block, Schedulers.Options(Workers[workers])), iter: Effort.Pick(quick: 100, full: 400));

    /// <summary>Runs a check for each number of workers.</summary>
    public static void OnEach(Action<RangeOptions> check)
    {
        foreach (int workers in Workers)
            check(Schedulers.Options(workers));
    }

    /// <summary>Small numbers in a fixed, disordered sequence.</summary>
    public static int[] Numbers(int count, int below = 10) => [.. Enumerable.Range(0, count).Select(i => (int)((uint)(i * -1640531527) >> 8) % below)];
}
