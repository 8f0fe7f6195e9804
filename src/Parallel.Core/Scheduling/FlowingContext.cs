namespace ParallelCore.Scheduling;

/// <summary>The execution context (AsyncLocal, Activity, culture) that travels with a stolen fork; null stands for the default one.</summary>
internal static class FlowingContext
{
    private static readonly ExecutionContext s_default = CaptureOnFreshThread();

    public static ExecutionContext? Capture()
    {
        ExecutionContext? context = ExecutionContext.Capture();
        return ReferenceEquals(context, s_default) ? null : context;
    }

    public static void Switch(ExecutionContext? from, ExecutionContext? to)
    {
        if (!ReferenceEquals(from, to))
        {
            ExecutionContext.Restore(to ?? s_default);
        }
    }

    private static ExecutionContext CaptureOnFreshThread()
    {
        if (OperatingSystem.IsBrowser())
        {
            return ExecutionContext.Capture()!;
        }

        ExecutionContext? captured = null;
        var thread = new Thread(() => captured = ExecutionContext.Capture()) { IsBackground = true };
        thread.UnsafeStart();
        thread.Join();
        return captured!;
    }
}
