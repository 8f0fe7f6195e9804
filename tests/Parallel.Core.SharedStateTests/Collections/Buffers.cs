using ParallelCore.Collections;

namespace ParallelCore.Tests.Collections;

internal static class Buffers
{
    /// <summary>Longer than any healthy wait, so that a broken one fails instead of hanging.</summary>
    public static readonly TimeSpan Forever = TimeSpan.FromMinutes(2);

    public static BlockingBuffer<T> Make<T>(BufferForm form, int capacity = BlockingBuffer.Unbounded) => form switch
    {
        BufferForm.Fifo => BlockingBuffer.Fifo<T>(capacity),
        BufferForm.Lifo => BlockingBuffer.Lifo<T>(capacity),
        _ => BlockingBuffer.Priority<T>(capacity: capacity),
    };

    public static List<T> Drain<T>(BlockingBuffer<T> buffer)
    {
        var items = new List<T>();
        while (buffer.TryGet(out T? item))
            items.Add(item);
        return items;
    }
}
