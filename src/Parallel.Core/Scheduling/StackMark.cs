namespace ParallelCore.Scheduling;

/// <summary>Stands for a thread and its stack. The thread's own object would keep its last execution context alive, beyond its end.</summary>
internal sealed class StackMark
{
    [ThreadStatic]
    private static StackMark? t_mark;

    public static StackMark OfThread() => t_mark ??= new StackMark();
}
