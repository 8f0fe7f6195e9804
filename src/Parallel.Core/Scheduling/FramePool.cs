namespace ParallelCore.Scheduling;

/// <summary>Frames of one type that lost their place to another type, kept by the thread that displaced them.</summary>
internal static class FramePool<TFrame>
    where TFrame : PendingFork, new()
{
    private const int Capacity = 64;

    [ThreadStatic]
    private static Stack<TFrame>? t_free;

    public static TFrame Rent() => t_free is { Count: > 0 } free ? free.Pop() : new TFrame();

    public static void Return(TFrame frame)
    {
        Stack<TFrame> free = t_free ??= new Stack<TFrame>();
        if (free.Count < Capacity)
        {
            free.Push(frame);
        }
    }
}
