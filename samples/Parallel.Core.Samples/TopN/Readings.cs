namespace ParallelCore.Samples.TopN;

/// <summary>The largest of many readings.</summary>
internal static class Readings
{
    public static double[] Make(int count) => ParallelRange.From(0, count).Select(static i => (double)(uint)(i * 2654435761u)).ToArray();

    /// <summary>Keeps the best so far in a heap, whose top is the one to beat.</summary>
    public static double[] Sequential(double[] readings, int count)
    {
        var best = new PriorityQueue<double, double>();
        foreach (double reading in readings)
        {
            if (best.Count < count)
                best.Enqueue(reading, reading);
            else if (reading > best.Peek())
                best.EnqueueDequeue(reading, reading);
        }

        double[] result = [.. best.UnorderedItems.Select(static item => item.Element)];
        Array.Sort(result, static (a, b) => b.CompareTo(a));
        return result;
    }

    /// <summary>Sorts everything to throw nearly all of it away.</summary>
    public static double[] Plinq(double[] readings, int count) => [.. readings.AsParallel().OrderByDescending(static reading => reading).Take(count)];

    public static double[] Sorted(double[] readings, int count) => readings.InParallel().OrderDescending().Take(count).ToArray();

    public static double[] Top(double[] readings, int count) => ParallelAlgorithms.TopN(readings, count);

    /// <summary>A number that only the right readings in the right order give.</summary>
    public static long Fingerprint(double[] readings) => readings.Select(static (reading, i) => (long)reading * (i + 1)).Sum();
}
