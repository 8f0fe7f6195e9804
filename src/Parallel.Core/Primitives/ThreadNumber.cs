using System.Numerics;

namespace ParallelCore.Primitives;

/// <summary>A small number that belongs to one living thread at a time: what is indexed by it needs no atomic to change.</summary>
/// <remarks>
/// Numbers start at 1, and 0 stands for a thread without one. A thread keeps its number until it ends; when all are in use, those of threads that have ended
/// are found and given on. The next holder sees everything that the previous one wrote: it has seen that thread's end.
/// </remarks>
internal static class ThreadNumber
{
    /// <summary>The highest number.</summary>
    public static readonly int Most = Math.Max(512, 4 * (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount));

    /// <summary>How often a thread that got no number goes on without before it asks again: looking at all holders takes a while.</summary>
    private const int Patience = 1000;

    [ThreadStatic]
    private static int t_current;

    [ThreadStatic]
    private static int t_patience;

    private static readonly Thread?[] s_holders = new Thread?[Most + 1];
    private static int s_last;

    /// <summary>The current thread's number; 0 while it has none.</summary>
    public static int Current => t_current;

    /// <summary>The current thread's number, taken now if it had none; 0 when all are in use.</summary>
    public static int Take()
    {
        if (t_current == 0 && --t_patience <= 0)
        {
            Thread thread = Thread.CurrentThread;
            lock (s_holders)
            {
                // Waiting for the lock may run other code on this thread, and that may have taken one.
                if (t_current == 0 && FindFree() is var number and > 0)
                {
                    s_holders[number] = thread;
                    t_current = number;
                }
            }

            t_patience = Patience;
        }

        return t_current;
    }

    /// <summary>Lowest first, so that tables stay short.</summary>
    private static int FindFree()
    {
        if (s_last < Most)
        {
            return ++s_last;
        }

        int number = Array.FindIndex(s_holders, 1, HasEnded);
        Interlocked.MemoryBarrier(); // the end that was seen comes before what the next holder reads
        return Math.Max(number, 0);
    }

    private static bool HasEnded(Thread? holder) => !holder!.IsAlive;
}
