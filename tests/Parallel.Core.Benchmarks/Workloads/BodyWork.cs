using System.Numerics;
using System.Runtime.InteropServices;
using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>The pull of all bodies on one of them. Their number is a multiple of the vector's length.</summary>
/// <remarks>Vectors also because a scalar square root merges into its target register: its speed would hang on what happened to be there.</remarks>
internal readonly struct BodyWork(double[] x, double[] y, double[] z, double[] pull) : IIndexWork
{
    private const double Softening = 1e-3;

    public void Invoke(int index)
    {
        ReadOnlySpan<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x.AsSpan());
        ReadOnlySpan<Vector<double>> ys = MemoryMarshal.Cast<double, Vector<double>>(y.AsSpan())[..xs.Length];
        ReadOnlySpan<Vector<double>> zs = MemoryMarshal.Cast<double, Vector<double>>(z.AsSpan())[..xs.Length];
        var x0 = new Vector<double>(x[index]);
        var y0 = new Vector<double>(y[index]);
        var z0 = new Vector<double>(z[index]);
        Vector<double> ax = default;
        Vector<double> ay = default;
        Vector<double> az = default;
        for (int j = 0; j < xs.Length; j++)
        {
            Vector<double> dx = xs[j] - x0;
            Vector<double> dy = ys[j] - y0;
            Vector<double> dz = zs[j] - z0;
            Vector<double> square = (dx * dx) + (dy * dy) + (dz * dz) + new Vector<double>(Softening);
            Vector<double> factor = Vector<double>.One / (square * Vector.SquareRoot(square));
            ax += dx * factor;
            ay += dy * factor;
            az += dz * factor;
        }

        pull[3 * index] = Vector.Sum(ax);
        pull[(3 * index) + 1] = Vector.Sum(ay);
        pull[(3 * index) + 2] = Vector.Sum(az);
    }
}
