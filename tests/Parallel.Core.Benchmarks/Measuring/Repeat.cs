namespace ParallelCore.Benchmarks.Measuring;

/// <summary>Makes a batch of calls from one call.</summary>
internal static class Repeat
{
    public static Action<int> Of(Action call) => calls =>
    {
        for (; calls > 0; calls--)
        {
            call();
        }
    };

    public static Action<int> OfTask(Func<Task> call) => Of(() => call().GetAwaiter().GetResult());

    public static Action<int> Of(Action<int> call, int n) => calls =>
    {
        for (; calls > 0; calls--)
        {
            call(n);
        }
    };
}
