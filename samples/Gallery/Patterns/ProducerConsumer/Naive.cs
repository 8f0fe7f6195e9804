using ParallelCore.Counters;

namespace ParallelCore.Gallery.Patterns.ProducerConsumer;

internal static partial class Pipeline
{
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
}
