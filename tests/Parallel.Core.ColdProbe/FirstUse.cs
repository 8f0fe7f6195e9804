using System.Diagnostics;

namespace ParallelCore.ColdProbe;

/// <summary>How long the first call of a process takes until a body runs for the first time.</summary>
internal static class FirstUse
{
    private const int Length = 1_000;
    private static long s_firstBody;

    public static double Measure(string form)
    {
        long start = Stopwatch.GetTimestamp();
        Call(form);
        return Stopwatch.GetElapsedTime(start, s_firstBody).TotalSeconds;
    }

    private static void Call(string form)
    {
        switch (form)
        {
            case "index":
                ParallelRange.Run(0, Length, i => Note(i));
                break;
            case "index-method":
                ParallelRange.Run(0, Length, NoteIndex);
                break;
            case "chunk":
                ParallelRange.Run(0, Length, ChunkPolicy.Auto, (start, end) => Note(start));
                break;
            case "sequence":
                ParallelRange.From(0, Length).Where(i => Note(i)).Count();
                break;
            case "sequence-method":
                ParallelRange.From(0, Length).Where(Note).Count();
                break;
            case "parallel-for":
                Parallel.For(0, Length, i => Note(i));
                break;
            case "parallel-for-method":
                Parallel.For(0, Length, NoteIndex);
                break;
            case "plinq-method":
                ParallelEnumerable.Range(0, Length).Where(Note).Count();
                break;
            case "plinq":
                ParallelEnumerable.Range(0, Length).Where(i => Note(i)).Count();
                break;
            default:
                throw new ArgumentException($"No form is called '{form}'.", nameof(form));
        }
    }

    private static void NoteIndex(int i) => Note(i);

    private static bool Note(int i)
    {
        if (Volatile.Read(ref s_firstBody) == 0)
            Interlocked.CompareExchange(ref s_firstBody, Stopwatch.GetTimestamp(), 0);
        return i >= 0;
    }
}
