namespace ParallelCore.Gallery.Uses.Ingestion;

internal static partial class LogTotals
{
    /// <summary>Lines as strings, and one dictionary for all workers.</summary>
    public static IReadOnlyDictionary<string, Totals> SharedDictionary(LogFile log)
    {
        var totals = new Dictionary<string, Totals>();
        File.ReadLines(log.Path).InParallel().ForEach(line =>
        {
            string[] parts = line.Split(' ');
            if (!totals.ContainsKey(parts[2]))
                totals[parts[2]] = new Totals();
            totals[parts[2]].Add(int.Parse(parts[3]), long.Parse(parts[4]), long.Parse(parts[5]));
        });
        return totals;
    }
}
