namespace ParallelCore.Gallery.Uses.MatrixProduct;

internal static partial class Product
{
    public static Matrix ByParallelFor(Matrix a, Matrix b)
    {
        var product = new Matrix(a.Size);
        Parallel.For(0, a.Size / Band, band => MultiplyBand(a, b, product, band * Band));
        return product;
    }
}
