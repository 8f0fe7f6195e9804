using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelCore.Primitives;

namespace ParallelCore.Counters;

/// <summary>The ids that one thread may give without asking anybody.</summary>
/// <remarks>ROLES: used by the thread that holds the block's number only, so nothing here is atomic. WRAP: after the highest id of all both ends are <see
/// cref="long.MinValue"/>, which is empty.</remarks>
[DebuggerDisplay("{_ids.Value.Next} to {_ids.Value.End}")]
internal sealed class SequenceBlock
{
    /// <summary>Who filled it. The next holder of the number may have got higher ids from elsewhere already, so it doesn't go on with the rest.</summary>
    private Thread? _filler;

    private Padded<Ids> _ids;

    /// <summary>Takes consecutive ids.</summary>
    /// <returns>False, and nothing was taken, when there aren't so many, or they are another thread's.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(long count, out long first)
    {
        ref Ids ids = ref _ids.Value;
        first = ids.Next;
        if (count > ids.End - first || _filler != Thread.CurrentThread)
            return false;
        ids.Next = first + count;
        return true;
    }

    /// <summary>Replaces what is left by ids from <paramref name="next"/> on, up to but without <paramref name="end"/>.</summary>
    public void Fill(long next, long end)
    {
        _filler = Thread.CurrentThread;
        _ids.Value.Next = next;
        _ids.Value.End = end;
    }

    private struct Ids
    {
        public long Next;
        public long End;
    }
}
