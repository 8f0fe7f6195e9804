using System.Runtime.ExceptionServices;

namespace ParallelCore.Tests.Scheduling;

/// <summary>Own threads that start together; the first exception of one of them is thrown by the call.</summary>
internal static class Threads
{
    public static void RunTogether(int count, Action<int> body)
    {
        using var gate = new Barrier(count);
        RunAll(Enumerable.Range(0, count).Select<int, Action>(i => () =>
        {
            gate.SignalAndWait();
            body(i);
        }));
    }

    public static void RunOnce(Action body, int stackBytes = 0) => RunAll([body], stackBytes);

    private static void RunAll(IEnumerable<Action> bodies, int stackBytes = 0)
    {
        ExceptionDispatchInfo? failure = null;
        Thread[] threads = [.. bodies.Select(body => new Thread(
            () =>
            {
                try
                {
                    body();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            stackBytes) { IsBackground = true })];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        failure?.Throw();
    }
}
