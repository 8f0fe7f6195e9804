using MathNet.Numerics.LinearAlgebra.Double;

namespace ParallelCore.Gallery.Uses.MatrixProduct;

internal static partial class Product
{
    /// <summary>
    /// By a library. It keeps matrices column after column, and takes ours, which lie row after row, for their transposes: the product of those in the opposite order is the transpose of the product, so nothing
    /// is copied.
    /// </summary>
    public static Matrix ByMathNet(Matrix a, Matrix b)
    {
        var product = new Matrix(a.Size);
        Transposed(b).Multiply(Transposed(a), Transposed(product));
        return product;

        static DenseMatrix Transposed(Matrix matrix) => new(matrix.Size, matrix.Size, matrix.Values);
    }
}
