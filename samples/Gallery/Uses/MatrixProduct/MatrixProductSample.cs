using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Uses.MatrixProduct;

internal sealed class MatrixProductSample : ISample
{
    public string Name => "matrix-product";

    public string Teaches => "first a good kernel, then all cores";

    public ITrial Prepare(Scale scale)
    {
        int size = scale.Pick(128, 768, 2_048);
        var a = Matrix.Random(size, seed: 1);
        var b = Matrix.Random(size, seed: 2);
        double[] probe = Matrix.Random(size, seed: 3).Row(0).ToArray();
        double[] expected = a.Times(b.Times(probe));
        return new Trial<Matrix>($"{size:N0} x {size:N0} times {size:N0} x {size:N0}", Mistake)
            .Sequential("bands of four rows, vectors", () => Product.Sequential(a, b))
            .NaiveAndSlow("three loops, the outer in parallel", () => Product.AlongColumns(a, b))
            .Ours("ParallelRange.Run over bands", () => Product.InParallel(a, b))
            .Twin("Parallel.For over bands", () => Product.ByParallelFor(a, b))
            .Also("MathNet.Numerics, which is managed and parallel", () => Product.ByMathNet(a, b))
            .LimitedBy("every band of rows reads the whole right matrix, from the cache or memory that all cores share: two products at once, each on one core, slow each other down as well.");

        // Freivalds' check (1977): if A B is the product, then (A B) x = A (B x), which takes no third loop.
        string? Mistake(Matrix product)
        {
            double largest = product.Times(probe).Zip(expected, static (x, y) => Math.Abs(x - y)).Max();
            return largest < 1e-9 * size ? null : $"differs by {largest:G3}";
        }
    }
}
