namespace ParallelCore.Scheduling;

/// <summary>Objects of one type that are not in use: frames and loops that lost their place to another type, kept by the thread that displaced them.</summary>
internal static class IdlePool<T>
    where T : class, new()
{
    private const int Capacity = 64;

    /// <summary>The type can be unloaded, if only nobody keeps an object of it.</summary>
    public static readonly bool IsCollectible = typeof(T).IsCollectible;

    [ThreadStatic]
    private static Stack<T>? t_idle;

    public static T Rent() => t_idle is { Count: > 0 } idle ? idle.Pop() : new T();

    /// <summary>Never throws: without memory the item is dropped.</summary>
    public static void Return(T item)
    {
        if (IsCollectible)
        {
            return;
        }

        try
        {
            Stack<T> idle = t_idle ??= new Stack<T>();
            if (idle.Count < Capacity)
            {
                idle.Push(item);
            }
        }
        catch (OutOfMemoryException)
        {
        }
    }
}
