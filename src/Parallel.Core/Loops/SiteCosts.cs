using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ParallelCore.Loops;

/// <summary>Remembers what one unit of a loop body or fork cost the last time, so that a cheap one doesn't wake a sleeping worker.</summary>
/// <remarks>
/// A table of words, each a key's tag and a cost, read and written without synchronisation: a lost or foreign entry costs a few microseconds and is
/// measured anew. Thread safety: all members may be called at once.
/// </remarks>
internal static class SiteCosts
{
    private const int Entries = 1 << 12;

    private static readonly long[] s_entries = new long[Entries];

    // When each entry was first asked for, so that a foreign key takes over a warm site at worst.
    private static readonly long[] s_firstUses = new long[Entries];

    // What is called often is compiled twice more, to be watched and then with optimizations: each time a tenth of a second after the last new code of all was,
    // and in a process with one processor a second.
    private static readonly long s_cold = Stopwatch.Frequency * (Environment.ProcessorCount == 1 ? 4 : 1);

    /// <summary>Mixes what identifies a body into a key: its type, and where it is called.</summary>
    public static int Key(object? target, int callerLine) => (target?.GetType().TypeHandle.Value ?? 0).GetHashCode() + callerLine * 0x61C88647;

    /// <summary>Mixes what identifies a delegate's method, and where it is called, into a key: two lambdas on one line differ.</summary>
    public static int Key(Delegate body, int callerLine) =>
        RuntimeFeature.IsDynamicCodeCompiled
            ? (EntryPoint(body) + 31 * StaticEntryPoint(body)).GetHashCode() + callerLine * 0x61C88647
            : Key(body.Target, callerLine);

    // Reflection tells the same and takes microseconds. In code that was compiled ahead of time delegates have other fields, and one copy of each loop, so the
    // type has to do.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_methodPtr")]
    private static extern ref nint EntryPoint(Delegate body);

    /// <summary>A static method's own; its first pointer is shared by all of a signature.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_methodPtrAux")]
    private static extern ref nint StaticEntryPoint(Delegate body);

    public static int Key<TBody>()
        where TBody : struct => typeof(TBody).TypeHandle.Value.GetHashCode();

    /// <summary>Timestamp ticks per unit; zero when unknown.</summary>
    public static float Get(int key)
    {
        long entry = Volatile.Read(ref Entry(key));
        return (int)(entry >>> 32) == key ? BitConverter.Int32BitsToSingle((int)entry) : 0;
    }

    /// <summary>True in the first moments of a site, in which the runtime has not yet compiled its code with optimizations.</summary>
    public static bool IsCold(int key, long now)
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled)
        {
            return false; // compiled ahead of time, and never again
        }

        ref long first = ref s_firstUses[Index(key)];
        if (first == 0)
        {
            first = now;
        }

        return now - first < s_cold;
    }

    /// <summary>Writes only what differs much, so that callers on several threads don't fight for the line. A cost rises at once and falls
    /// by halves: taking a short call for long wakes a worker in vain, taking a long one for short loses half of the gain.</summary>
    public static void Set(int key, float known, float cost)
    {
        if (cost > known * 1.5f || cost < known * 0.75f)
        {
            Volatile.Write(ref Entry(key), ((long)key << 32) | (uint)BitConverter.SingleToInt32Bits(Math.Max(cost, known / 2)));
        }
    }

    private static ref long Entry(int key) => ref s_entries[Index(key)];

    private static int Index(int key) => (int)((uint)(key * -1640531527) >> 20);
}
