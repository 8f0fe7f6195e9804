namespace ParallelCore;

/// <summary>Remembers what one unit of a loop body or fork cost the last time, so that a cheap one doesn't wake a sleeping worker.</summary>
/// <remarks>
/// A table of words, each a key's tag and a cost, read and written without synchronisation: a lost or foreign entry costs a few microseconds and is
/// measured anew. Thread safety: all members may be called at once.
/// </remarks>
internal static class SiteCosts
{
    private const int Entries = 1 << 12;

    private static readonly long[] s_entries = new long[Entries];

    /// <summary>Mixes what identifies a body into a key.</summary>
    public static int Key(object? target, int callerLine) => (target?.GetType().TypeHandle.Value ?? 0).GetHashCode() + callerLine * 0x61C88647;

    public static int Key<TBody>()
        where TBody : struct => typeof(TBody).TypeHandle.Value.GetHashCode();

    /// <summary>Timestamp ticks a unit; zero when unknown.</summary>
    public static float Get(int key)
    {
        long entry = Volatile.Read(ref Entry(key));
        return (int)(entry >>> 32) == key ? BitConverter.Int32BitsToSingle((int)entry) : 0;
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

    private static ref long Entry(int key) => ref s_entries[(uint)(key * -1640531527) >> 20];
}
