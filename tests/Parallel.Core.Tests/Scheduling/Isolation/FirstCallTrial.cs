using System.Runtime.InteropServices;
using ParallelCore.Scheduling;

namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>The first calls of a process, under circumstances in which a thread can't be started or waited for.</summary>
internal static class FirstCallTrial
{
    public const string Name = "FirstCall";
    public const string Interrupted = "Interrupted";
    public const string NoThreads = "NoThreads";

    private const uint Nobody = 65534;
    private const int ProcessLimit = 6;

    public static void Run(string circumstance, string form)
    {
        var context = new SynchronizationContext();
        var caller = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(context);
            Console.WriteLine($"Circumstance={circumstance}"); // the console's first use starts a thread
            if (circumstance == Interrupted)
                Thread.CurrentThread.Interrupt();
            else
                Console.WriteLine($"Starts={ForbidThreads()}");
            Console.WriteLine($"First={Call(form)}");
            if (circumstance == Interrupted)
                Console.WriteLine($"Interrupt={IsInterrupted()}");
            Console.WriteLine($"Second={Call(form)}");
            Console.WriteLine($"Context={(SynchronizationContext.Current == context ? "kept" : "lost")}");
            Console.WriteLine($"Callers={WorkStealingScheduler.Shared.GetCounts().Count(place => place.Name.Contains(" caller ", StringComparison.Ordinal))}");
        });
        caller.UnsafeStart();
        caller.Join();
    }

    private static string Call(string form)
    {
        int ran = 0;
        Exception? error = Record.Exception(() => CallForms.Named(form).Call(WorkStealingScheduler.Shared, () => Interlocked.Increment(ref ran)));
        return error?.GetType().Name ?? $"{ran}";
    }

    private static string IsInterrupted()
    {
        using var never = new ManualResetEvent(false);
        return Record.Exception(() => never.WaitOne(0)) is ThreadInterruptedException ? "pending" : "lost";
    }

    /// <summary>The system counts a user's threads, but doesn't hold its administrator to any limit, so the process becomes somebody else first.</summary>
    private static string ForbidThreads()
    {
        if (Environment.IsPrivilegedProcess)
            _ = SetUser(Nobody, Nobody, Nobody);
        var limit = new Limit { Current = 1, Most = 1 };
        _ = SetLimit(ProcessLimit, in limit);
        return Record.Exception(static () => new Thread(static () => { }).UnsafeStart())?.GetType().Name ?? "yes";
    }

    [DllImport("libc", EntryPoint = "setresuid")]
    private static extern int SetUser(uint real, uint effective, uint saved);

    [DllImport("libc", EntryPoint = "setrlimit")]
    private static extern int SetLimit(int resource, in Limit limit);

    private struct Limit
    {
        public nuint Current;
        public nuint Most;
    }
}
