using ParallelCore.Collections;
using ParallelCore.Counters;

namespace ParallelCore.Samples.ProducerConsumer;

/// <summary>Two producers and two consumers, in ways that differ only in what lies between them.</summary>
internal static class Pipeline
{
    private const int Producers = 2;
    private const int Consumers = 2;

    public static long Sequential(int records)
    {
        long sum = 0;
        for (int i = 0; i < records; i++)
            sum += Record.Check(Record.Make(i));
        return sum;
    }

    /// <summary>Between the question and the taking another consumer may take the last one; and the queue's own fields are changed by several threads at once.</summary>
    public static long NaiveQueue(int records)
    {
        var queue = new Queue<long>();
        var sum = new StripedCounter();
        int producing = Producers;
        Exception? failure = null;
        RunAll(
            producer =>
            {
                for (int i = producer; i < records; i += Producers)
                    queue.Enqueue(Record.Make(i));
                Interlocked.Decrement(ref producing);
            },
            () =>
            {
                while (Volatile.Read(ref producing) > 0 || queue.Count > 0)
                {
                    if (queue.Count > 0)
                        sum.Add(Record.Check(queue.Dequeue()));
                }
            },
            error =>
            {
                failure = error;
                Volatile.Write(ref producing, 0); // or the others would wait for ever
            });
        return failure is null ? sum.Sum() : throw failure;
    }

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

    private static void RunAll(Action<int> produce, Action consume, Action<Exception> onError)
    {
        Thread[] threads =
        [
            .. Enumerable.Range(0, Producers).Select(producer => new Thread(() => Guard(() => produce(producer)))),
            .. Enumerable.Range(0, Consumers).Select(_ => new Thread(() => Guard(consume))),
        ];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        void Guard(Action body)
        {
            try
            {
                body();
            }
            catch (Exception e)
            {
                onError(e);
            }
        }
    }
}
