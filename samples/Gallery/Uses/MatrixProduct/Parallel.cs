namespace ParallelCore.Gallery.Uses.MatrixProduct;

internal static partial class Product
{
    /// <summary>First a good kernel, then all cores: a band of rows is an iteration.</summary>
    public static Matrix InParallel(Matrix a, Matrix b)
    {
        var product = new Matrix(a.Size);
        ParallelRange.Run(0, a.Size / Band, band => MultiplyBand(a, b, product, band * Band));
        return product;
    }
}
