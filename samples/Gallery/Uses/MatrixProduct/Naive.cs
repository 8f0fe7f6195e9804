namespace ParallelCore.Gallery.Uses.MatrixProduct;

internal static partial class Product
{
    /// <summary>The textbook's three loops, the outer one in parallel: right, and slower than one core that reads along the rows.</summary>
    public static Matrix AlongColumns(Matrix a, Matrix b)
    {
        var product = new Matrix(a.Size);
        ParallelRange.Run(0, a.Size, row =>
        {
            for (int column = 0; column < a.Size; column++)
            {
                double sum = 0;
                for (int k = 0; k < a.Size; k++)
                    sum += a.Values[(row * a.Size) + k] * b.Values[(k * a.Size) + column];
                product.Values[(row * a.Size) + column] = sum;
            }
        });
        return product;
    }
}
