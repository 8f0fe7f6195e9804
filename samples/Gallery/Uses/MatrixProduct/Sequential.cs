using System.Numerics;
using System.Runtime.InteropServices;

namespace ParallelCore.Gallery.Uses.MatrixProduct;

/// <summary>The product of two matrices.</summary>
internal static partial class Product
{
    /// <summary>Rows that are computed together, so that each vector that is loaded is used four times.</summary>
    private const int Band = 4;

    public static Matrix Sequential(Matrix a, Matrix b)
    {
        var product = new Matrix(a.Size);
        for (int row = 0; row < a.Size; row += Band)
            MultiplyBand(a, b, product, row);
        return product;
    }

    /// <summary>Adds multiples of the right matrix's rows to four rows of the product.</summary>
    private static void MultiplyBand(Matrix a, Matrix b, Matrix product, int row)
    {
        Span<Vector<double>> first = Vectors(product, row), second = Vectors(product, row + 1);
        Span<Vector<double>> third = Vectors(product, row + 2), fourth = Vectors(product, row + 3);
        ReadOnlySpan<double> left = a.Values.AsSpan(row * a.Size, Band * a.Size);
        for (int k = 0; k < a.Size; k++)
        {
            Span<Vector<double>> right = Vectors(b, k);
            var one = new Vector<double>(left[k]);
            var two = new Vector<double>(left[a.Size + k]);
            var three = new Vector<double>(left[(2 * a.Size) + k]);
            var four = new Vector<double>(left[(3 * a.Size) + k]);
            for (int j = 0; j < right.Length && j < first.Length && j < second.Length && j < third.Length && j < fourth.Length; j++)
            {
                Vector<double> item = right[j];
                first[j] += one * item;
                second[j] += two * item;
                third[j] += three * item;
                fourth[j] += four * item;
            }
        }
    }

    private static Span<Vector<double>> Vectors(Matrix matrix, int row) => MemoryMarshal.Cast<double, Vector<double>>(matrix.Row(row));
}
