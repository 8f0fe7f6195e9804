using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A sparse matrix times a vector. The rows are sorted by their entries as the degrees of a graph are: the first has a tenth of all, the last a few.</summary>
internal static class SparseMatrix
{
    public static UnevenRow Row(bool isQuick)
    {
        int rows = isQuick ? 2_000 : 20_000;
        int entries = isQuick ? 100_000 : 2_000_000;
        int[] starts = Starts(rows, entries);
        var random = new Random(1);
        int[] columns = [.. Enumerable.Range(0, starts[^1]).Select(_ => random.Next(rows))];
        float[] values = [.. columns.Select(_ => random.NextSingle())];
        float[] vector = [.. Enumerable.Range(0, rows).Select(_ => random.NextSingle())];
        float[] product = new float[rows];
        Race race = LoopRace.Create(
            $"sparse matrix x vector, {rows:N0} rows, {starts[^1]:N0} entries", rows, rows, new Work(starts, columns, values, vector, product), product);
        return new UnevenRow("sparse matrix", race, (double)starts[1] / starts[^1]);
    }

    /// <summary>Zipf's law: a row has as many entries as the first, divided by its rank.</summary>
    private static int[] Starts(int rows, int entries)
    {
        double first = entries / Enumerable.Range(1, rows).Sum(static rank => 1.0 / rank);
        int[] starts = new int[rows + 1];
        for (int row = 0; row < rows; row++)
        {
            starts[row + 1] = starts[row] + Math.Max(1, (int)(first / (row + 1)));
        }

        return starts;
    }

    private readonly struct Work(int[] starts, int[] columns, float[] values, float[] vector, float[] product) : IIndexWork
    {
        public void Invoke(int index)
        {
            int start = starts[index];
            ReadOnlySpan<int> column = columns.AsSpan(start, starts[index + 1] - start);
            ReadOnlySpan<float> value = values.AsSpan(start, column.Length);
            float sum = 0;
            for (int k = 0; k < column.Length; k++)
            {
                sum += value[k] * vector[column[k]];
            }

            product[index] = sum;
        }
    }
}
