namespace ParallelCore.Migration;

/// <summary>Loops over rows, with options, over an empty range, and as ranges.</summary>
public static class Matrices
{
    public static double[] Before(double[] left, double[] right, int size)
    {
        double[] product = new double[size * size];
        System.Threading.Tasks.Parallel.For(0, size, new ParallelOptions { MaxDegreeOfParallelism = -1 }, row =>
        {
            for (int column = 0; column < size; column++)
                product[row * size + column] = Cell(left, right, size, row, column);
        });
        return product;
    }

    public static double[] After(double[] left, double[] right, int size)
    {
        double[] product = new double[size * size];
        ParallelRange.Run(0, size, row =>
        {
            for (int column = 0; column < size; column++)
                product[row * size + column] = Cell(left, right, size, row, column);
        }, new RangeOptions { MaxWorkers = -1 });
        return product;
    }

    /// <summary>From 1 to the length, which may be 0.</summary>
    public static double[] BeforeDifferences(double[] values)
    {
        double[] differences = new double[Math.Max(0, values.Length - 1)];
        System.Threading.Tasks.Parallel.For(1, values.Length, i => differences[i - 1] = values[i] - values[i - 1]);
        return differences;
    }

    public static double[] AfterDifferences(double[] values)
    {
        double[] differences = new double[Math.Max(0, values.Length - 1)];
        ParallelRange.Run(1, values.Length, i => differences[i - 1] = values[i] - values[i - 1]);
        return differences;
    }

    public static double[] BeforeScaled(double[] values)
    {
        double[] scaled = new double[values.Length];
        if (values.Length > 0)
        {
            System.Threading.Tasks.Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(0, values.Length), range =>
            {
                for (int i = range.Item1; i < range.Item2; i++)
                    scaled[i] = 2 * values[i];
            });
        }

        return scaled;
    }

    public static double[] AfterScaled(double[] values)
    {
        double[] scaled = new double[values.Length];
        ParallelRange.Run(0, values.Length, (start, end) =>
        {
            for (int i = start; i < end; i++)
                scaled[i] = 2 * values[i];
        });
        return scaled;
    }

    private static double Cell(double[] left, double[] right, int size, int row, int column)
    {
        double sum = 0;
        for (int k = 0; k < size; k++)
            sum += left[row * size + k] * right[k * size + column];
        return sum;
    }
}
