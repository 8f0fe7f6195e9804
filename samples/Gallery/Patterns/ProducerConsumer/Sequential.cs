namespace ParallelCore.Gallery.Patterns.ProducerConsumer;

/// <summary>Some threads make records, others check them.</summary>
internal static partial class Pipeline
{
    public static long Sequential(int records)
    {
        long sum = 0;
        for (int i = 0; i < records; i++)
            sum += Record.Check(Record.Make(i));
        return sum;
    }
}
