using System.Diagnostics;

namespace ParallelCore.Sequences;

/// <summary>How many source indices the next window of a sequence has whose items are held until somebody takes them: few at first, then as many as take a moment and
/// little memory.</summary>
/// <remarks>
/// Windows of cheap items grow until the loop's own cost doesn't count beside them. Where items take long, or much memory, the rates of the last window say how
/// many fit the next one; but there are always some for each worker. Memory is what the participants allocate during the window, and the items' own places; what
/// is allocated for them by other threads isn't seen. Thread safety: <see cref="Allocated"/> and <see cref="Add"/>, from any threads at once; the rest is the
/// calling thread's.
/// </remarks>
internal struct WindowSize(int workers)
{
    /// <summary>Of so many items for each worker, the last one to end is no large part.</summary>
    private const int LeastPerWorker = 4;

    /// <summary>What a window may allocate, in bytes.</summary>
    private const long Room = 1 << 22;

    /// <summary>What a window may take, in the clock's ticks.</summary>
    private static readonly long s_patience = Stopwatch.Frequency / 10;

    private readonly long _least = Math.Max(BatchSize.First, (long)LeastPerWorker * workers);

    private long _allocated;

    public long Next { get; private set; } = BatchSize.First;

    /// <summary>What the current thread has allocated.</summary>
    public static long Allocated() => GC.GetAllocatedBytesForCurrentThread();

    /// <summary>What the current thread has allocated since then counts.</summary>
    public void Add(long before) => Interlocked.Add(ref _allocated, Allocated() - before);

    /// <summary>After a window.</summary>
    /// <param name="length">How many source indices it had.</param>
    /// <param name="bytes">The places of their items.</param>
    /// <param name="elapsed">How long it took, in the clock's ticks.</param>
    public void End(long length, long bytes, long elapsed)
    {
        double byTime = (double)s_patience / (elapsed + 1) * length;
        double byRoom = (double)Room / (_allocated + bytes + 1) * length;
        _allocated = 0;
        long most = Math.Max(Next, BatchSize.After(length));
        Next = Math.Max(_least, (long)Math.Min(most, Math.Min(byTime, byRoom)));
    }
}
