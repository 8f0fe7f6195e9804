namespace ParallelCore.Tests.Collections;

/// <summary>What consumers have taken of items 0, 1, 2, ..., of which producer p puts those that leave the remainder p, in order.</summary>
internal sealed class BufferLedger(int items, int producers, bool isOrdered)
{
    private readonly int[] _taken = new int[items];
    private int _count;

    public int Taken => Volatile.Read(ref _count);

    /// <summary>The last item that one consumer has seen of each producer.</summary>
    public int[] NewConsumer()
    {
        int[] last = new int[producers];
        Array.Fill(last, -1);
        return last;
    }

    public void Take(int item, int[] last)
    {
        if (Interlocked.Exchange(ref _taken[item], 1) != 0)
            Assert.Fail($"{item} came twice");
        if (isOrdered && item <= last[item % producers])
            Assert.Fail($"{item} came after {last[item % producers]}");
        last[item % producers] = item;
        Interlocked.Increment(ref _count);
    }
}
