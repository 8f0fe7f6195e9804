using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A row of the Mandelbrot set; rows differ in cost by two orders of magnitude.</summary>
internal readonly struct MandelbrotWork(int[] image, int width) : IIndexWork
{
    private const int Limit = 1_000;

    public void Invoke(int index)
    {
        Span<int> row = image.AsSpan(index * width, width);
        double ci = -1.5 + (3.0 * index / width);
        for (int x = 0; x < row.Length; x++)
        {
            row[x] = Iterations(-2.2 + (3.0 * x / width), ci);
        }
    }

    private static int Iterations(double cr, double ci)
    {
        double zr = 0;
        double zi = 0;
        int k = 0;
        for (; k < Limit && (zr * zr) + (zi * zi) < 4; k++)
        {
            double next = (zr * zr) - (zi * zi) + cr;
            zi = (2 * zr * zi) + ci;
            zr = next;
        }

        return k;
    }
}
