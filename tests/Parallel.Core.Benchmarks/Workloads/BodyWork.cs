using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>The pull of all bodies on one of them.</summary>
internal readonly struct BodyWork(double[] x, double[] y, double[] z, double[] pull) : IIndexWork
{
    private const double Softening = 1e-3;

    public void Invoke(int index)
    {
        ReadOnlySpan<double> xs = x;
        ReadOnlySpan<double> ys = y.AsSpan(0, xs.Length);
        ReadOnlySpan<double> zs = z.AsSpan(0, xs.Length);
        double ax = 0;
        double ay = 0;
        double az = 0;
        for (int j = 0; j < xs.Length; j++)
        {
            double dx = xs[j] - xs[index];
            double dy = ys[j] - ys[index];
            double dz = zs[j] - zs[index];
            double square = (dx * dx) + (dy * dy) + (dz * dz) + Softening;
            double factor = 1 / (square * Math.Sqrt(square));
            ax += dx * factor;
            ay += dy * factor;
            az += dz * factor;
        }

        pull[3 * index] = ax;
        pull[(3 * index) + 1] = ay;
        pull[(3 * index) + 2] = az;
    }
}
