namespace ParallelCore.Tests.Algorithms;

/// <summary>Inputs that have broken sorts.</summary>
internal static class SortInputs
{
    public const int Long = 200_000;

    public static readonly string[] Names =
        ["random", "sorted", "reversed", "equal", "organ pipe", "few distinct", "reversed with equals", "nearly sorted", "median killer", "outliers", "hidden from samples"];

    public static int[] Of(string name, int n)
    {
        var random = new Random(n);
        int[] items = new int[n];
        for (int i = 0; i < n; i++)
        {
            items[i] = name switch
            {
                "random" => random.Next(int.MinValue, int.MaxValue),
                "sorted" => i,
                "reversed" => n - i,
                "equal" => 7,
                "organ pipe" => Math.Min(i, n - i),
                "few distinct" => random.Next(-2, 3),
                "reversed with equals" => (n - i) / 3,
                "nearly sorted" => random.Next(100) == 0 ? random.Next(n) : i,
                "median killer" => i % 2 == 0 ? i / 2 : n / 2 + i / 2,
                "outliers" => i % 1000 == 0 ? random.Next(int.MinValue, int.MaxValue) : random.Next(1000),
                "hidden from samples" => i % (n / 512 == 0 ? 1 : n / 512) == 0 ? 0 : random.Next(int.MinValue, int.MaxValue),
                _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown."),
            };
        }

        return items;
    }

    public static TheoryData<string, int> NamesAndWorkers()
    {
        var data = new TheoryData<string, int>();
        foreach (string name in Names)
        {
            foreach (int workers in (int[])[1, 2, 3, 16])
                data.Add(name, workers);
        }

        return data;
    }
}
