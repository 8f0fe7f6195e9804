using ParallelCore.Collections;
using ParallelCore.Counters;

namespace ParallelCore.Gallery.Patterns.ProducerConsumer;

internal static partial class Pipeline
{
    /// <summary>Waiting, taking and the end are the buffer's affair. With a capacity, producers wait when consumers are slower.</summary>
    public static long Buffered(int records, int capacity)
    {
        BlockingBuffer<long> buffer = BlockingBuffer.Fifo<long>(capacity);
        var sum = new StripedCounter();
        int producing = Producers;
        Exception? failure = null;
        RunAll(
            producer =>
            {
                for (int i = producer; i < records; i += Producers)
                    buffer.Put(Record.Make(i));
                if (Interlocked.Decrement(ref producing) == 0)
                    buffer.Complete(); // what lies in it is still handed out
            },
            () =>
            {
                foreach (long record in buffer.GetAll())
                    sum.Add(Record.Check(record));
            },
            error =>
            {
                failure = error;
                buffer.Complete(error); // both sides wake
            });
        return failure is null ? sum.Sum() : throw failure;
    }

    /// <summary>The same without a thread that waits.</summary>
    public static async Task<long> BufferedAsync(int records, int capacity)
    {
        BlockingBuffer<long> buffer = BlockingBuffer.Fifo<long>(capacity);
        var sum = new StripedCounter();
        Task[] consumers = [.. Enumerable.Range(0, Consumers).Select(_ => Task.Run(async () =>
        {
            try
            {
                await foreach (long record in buffer.GetAllAsync())
                    sum.Add(Record.Check(record));
            }
            catch (Exception e)
            {
                buffer.Complete(e); // or the producers would wait for space for ever
                throw;
            }
        }))];
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(async () =>
            {
                for (int i = producer; i < records; i += Producers)
                    await buffer.PutAsync(Record.Make(i));
            })));
        }
        finally
        {
            buffer.Complete();
        }

        await Task.WhenAll(consumers);
        return sum.Sum();
    }
}
