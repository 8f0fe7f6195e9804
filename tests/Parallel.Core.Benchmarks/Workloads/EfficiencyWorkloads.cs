using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>The long loops.</summary>
internal static class EfficiencyWorkloads
{
    public static IWorkload[] All =>
    [
        new EfficiencyWorkload("primes", Primes, "primes5M"),
        new EfficiencyWorkload("mandelbrot", Mandelbrot, "mandelbrot1024"),
        new EfficiencyWorkload("n-body", Bodies),
        new EfficiencyWorkload("triangular", Triangular),
    ];

    private static Race Primes(bool isQuick)
    {
        int n = isQuick ? 300_000 : 5_000_000;
        byte[] isPrime = new byte[n];
        return LoopRace.Create($"primes to {n:N0}", n, 10_000, new PrimeWork(isPrime), isPrime);
    }

    private static Race Mandelbrot(bool isQuick)
    {
        int rows = isQuick ? 256 : 1_024;
        int[] image = new int[rows * rows];
        return LoopRace.Create($"mandelbrot, {rows:N0} rows", rows, 32, new MandelbrotWork(image, rows), image);
    }

    private static Race Bodies(bool isQuick)
    {
        int n = isQuick ? 2_048 : 4_096;
        var random = new Random(1);
        double[] pull = new double[3 * n];
        var work = new BodyWork(Coordinates(), Coordinates(), Coordinates(), pull);
        return LoopRace.Create($"n-body, {n:N0}", n, 64, work, pull);

        double[] Coordinates() => [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())];
    }

    private static Race Triangular(bool isQuick)
    {
        int n = isQuick ? 5_000 : 12_000;
        byte[] output = new byte[n];
        return LoopRace.Create($"triangular, {n:N0}", n, 200, new TriangularWork(output), output);
    }
}
