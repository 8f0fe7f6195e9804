namespace ParallelCore.Gallery.Patterns.ProducerConsumer;

internal static partial class Pipeline
{
    private const int Producers = 2;
    private const int Consumers = 2;

    /// <summary>Two producers and two consumers, a thread each, until all have ended.</summary>
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
