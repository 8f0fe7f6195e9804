namespace ParallelCore.Migration;

/// <summary>The three forms of adding up with locals that the runtime's samples have.</summary>
public static class ComputePi
{
    private const int Steps = 1_000_000;
    private const double Step = 1.0 / Steps;

    public static double BeforeByIndex()
    {
        double sum = 0;
        object monitor = new();
        System.Threading.Tasks.Parallel.For(0, Steps, () => 0.0, (i, state, local) => local + Area(i), local =>
        {
            lock (monitor)
                sum += local;
        });
        return Step * sum;
    }

    public static double AfterByIndex()
    {
        double sum = 0;
        ParallelRange.Run(0, Steps, () => 0.0, (i, local) => local + Area(i), local => sum += local);
        return Step * sum;
    }

    public static double BeforeByRange()
    {
        double sum = 0;
        object monitor = new();
        System.Threading.Tasks.Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(0, Steps), () => 0.0, (range, state, local) =>
        {
            for (int i = range.Item1; i < range.Item2; i++)
                local += Area(i);
            return local;
        }, local =>
        {
            lock (monitor)
                sum += local;
        });
        return Step * sum;
    }

    public static double AfterByRange()
    {
        double sum = 0;
        ParallelRange.Run(
            0,
            Steps,
            ChunkPolicy.Auto,
            () => 0.0,
            (start, end, local) =>
            {
                for (int i = start; i < end; i++)
                    local += Area(i);
                return local;
            },
            local => sum += local);
        return Step * sum;
    }

    public static double BeforeByQuery() => Step * ParallelEnumerable.Range(0, Steps).Select(Area).Sum();

    public static double AfterByQuery() => Step * ParallelRange.From(0, Steps).Select(Area).Sum();

    private static double Area(int i)
    {
        double x = (i + 0.5) * Step;
        return 4.0 / (1.0 + x * x);
    }
}
