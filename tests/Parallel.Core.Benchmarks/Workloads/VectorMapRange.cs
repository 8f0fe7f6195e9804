using System.Numerics;
using System.Runtime.InteropServices;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>The range body with vectors, as one writes it when the loop matters.</summary>
internal readonly struct VectorMapRange(double[] source, double[] target) : IRangeBody
{
    public void Invoke(int start, int end)
    {
        ReadOnlySpan<double> from = source.AsSpan(start, end - start);
        Span<double> to = target.AsSpan(start, from.Length);
        ReadOnlySpan<Vector<double>> fromVectors = MemoryMarshal.Cast<double, Vector<double>>(from);
        Span<Vector<double>> toVectors = MemoryMarshal.Cast<double, Vector<double>>(to);
        for (int i = 0; i < fromVectors.Length && i < toVectors.Length; i++)
        {
            toVectors[i] = Vector.SquareRoot(fromVectors[i]) * MapWork.Factor;
        }

        for (int i = fromVectors.Length * Vector<double>.Count; i < from.Length; i++)
        {
            to[i] = Math.Sqrt(from[i]) * MapWork.Factor;
        }
    }
}
