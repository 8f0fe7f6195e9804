namespace ParallelCore.Gallery.Uses.MatrixProduct;

/// <summary>A square matrix, row after row in one array.</summary>
internal sealed class Matrix(int size)
{
    public int Size { get; } = size;

    public double[] Values { get; } = new double[size * size];

    public Span<double> Row(int row) => Values.AsSpan(row * Size, Size);

    public static Matrix Random(int size, int seed)
    {
        var random = new Random(seed);
        var matrix = new Matrix(size);
        foreach (ref double value in matrix.Values.AsSpan())
            value = random.NextDouble() - 0.5;
        return matrix;
    }

    /// <summary>This matrix times a vector.</summary>
    public double[] Times(double[] vector)
    {
        double[] result = new double[Size];
        for (int row = 0; row < Size; row++)
        {
            for (int column = 0; column < Size; column++)
                result[row] += Values[(row * Size) + column] * vector[column];
        }

        return result;
    }
}
