namespace ParallelCore.Samples.ProducerConsumer;

/// <summary>Some threads make records, others check them, and a buffer lies between.</summary>
internal sealed class ProducerConsumerSample : ISample
{
    public string Name => "producer-consumer";

    public string Question => "how does one thread hand work to another?";

    public bool Run(bool isQuick)
    {
        int records = isQuick ? 20_000 : 400_000;
        long expected = Pipeline.Sequential(records);
        var comparison = new Comparison(FormattableString.Invariant($"Check {records:N0} records"), isQuick ? 1 : 5, sum => sum == expected);
        comparison.Add("sequential", () => Pipeline.Sequential(records));
        comparison.AddNaive("a Queue: \"if not empty, take\"", () => Pipeline.NaiveQueue(records));
        comparison.Add("BlockingBuffer, unbounded", () => Pipeline.Buffered(records, int.MaxValue));
        comparison.Add("BlockingBuffer, 1,024 places", () => Pipeline.Buffered(records, 1_024));
        comparison.Add("BlockingBuffer, await", () => Pipeline.BufferedAsync(records, 1_024).GetAwaiter().GetResult());
        return comparison.Run();
    }
}
