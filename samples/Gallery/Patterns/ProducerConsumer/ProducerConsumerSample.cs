using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Patterns.ProducerConsumer;

internal sealed class ProducerConsumerSample : ISample
{
    private const int Places = 1_024;

    public string Name => "producer-consumer";

    public string Teaches => "how one thread hands work to another";

    public ITrial Prepare(Scale scale)
    {
        int records = scale.Pick(20_000, 200_000, 4_000_000);
        return new Trial<long>($"{records:N0} records, made and checked", Expect.Exactly(Pipeline.Sequential(records)))
            .Sequential("make one, check it", () => Pipeline.Sequential(records))
            .NaiveAndWrong("a Queue: \"if not empty, take\"", () => Pipeline.NaiveQueue(records))
            .Ours("BlockingBuffer, 1,024 places", () => Pipeline.Buffered(records, Places))
            .Also("BlockingBuffer, unbounded", () => Pipeline.Buffered(records, int.MaxValue))
            .Also("BlockingBuffer, await", () => Pipeline.BufferedAsync(records, Places).GetAwaiter().GetResult())
            .LimitedBy("each record passes through the buffer, for less than a microsecond of work: hand over batches where records are that small.");
    }
}
