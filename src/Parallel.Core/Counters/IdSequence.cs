using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelCore.Primitives;

namespace ParallelCore.Counters;

/// <summary>Gives ids that are unique and, on each thread, rise: at about the cost of counting up a variable of the thread's own.</summary>
/// <remarks>
/// <para>A thread that takes many ids reserves blocks of them, so threads don't wait for each other's cache lines; the price is that ids of different threads
/// aren't in the order of the calls, and that
/// those of a block that its thread doesn't finish are never given. With a block size of 1 there are no blocks: ids have no gaps and follow the order of the
/// calls, at the cost of an atomic
/// instruction each.</para>
/// <para><b>Thread safety:</b> all members, from any threads at once. <b>Order:</b> what a thread gets is above everything that it got before; nothing is said
/// between threads, unless the block size is
/// 1. <b>Overflow:</b> the last id is <see cref="long.MaxValue"/>; then there are exceptions, never an id for a second time.</para>
/// <para><b>Complexity:</b> O(1), without an atomic instruction but once per block; with one for each call on threads that took few so far. A block is allocated
/// once for each thread that takes many
/// (bounded by a small multiple of the processors). <b>Blocking:</b> lock-free: nobody waits for a thread that was interrupted, apart from a few instructions
/// when a thread gets its first block.</para>
/// <para><b>Source:</b> block-wise reservation is known from databases' sequences (their cache option) and from the hi/lo generators of object mappers.</para>
/// </remarks>
/// <example><code>
/// var ids = new IdSequence();
/// long[] tickets = new long[n];
/// ParallelRange.Run(0, n, i => tickets[i] = ids.Next());
/// </code></example>
[DebuggerDisplay("reserved up to {HighestReserved}")]
public sealed class IdSequence
{
    /// <summary>Whoever takes that many pays for the block's reservation less than for the rest, and what is wasted at the end stays small.</summary>
    private const int DefaultBlockSize = 256;

    private readonly int _blockSize;
    private CellTable<AtomicCell, SequenceBlock> _blocks = new(mostShared: 1);
    private Padded<AtomicCell> _highest;

    /// <summary>Makes a sequence of which no id was given.</summary>
    /// <param name="first">The lowest id, 0 or more.</param>
    /// <param name="blockSize">How many ids a thread reserves at once, 1 or more. Larger ones are faster and leave larger gaps; 1 means no gaps, and ids in the
    /// order of the calls.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> is negative, or <paramref name="blockSize"/> is below 1.</exception>
    /// <remarks><b>Complexity:</b> O(1), allocates the sequence.</remarks>
    public IdSequence(long first = 1, int blockSize = DefaultBlockSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        _blockSize = blockSize;
        _highest.Value.Write(first - 1);
    }

    /// <summary>The highest id that a thread has got or may give without asking again: all ids given so far are at or below it. One less than the first id
    /// while there are none.</summary>
    /// <remarks>A program that goes on later, without repeating an id, begins a new sequence one above. An exact bound at the time of the call, and soon
    /// outdated while others take ids.
    /// <b>Blocking:</b> never.</remarks>
    public long HighestReserved => _highest.Value.Read();

    /// <summary>An id that nobody got before.</summary>
    /// <returns>An id above all that the calling thread got from this sequence before.</returns>
    /// <exception cref="OverflowException">All ids are given or reserved. So it is for all later calls on this thread; others may have some left.</exception>
    /// <remarks>See the type's remarks.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Next() => _blocks.Own(ThreadNumber.Current) is { } own && own.TryTake(1, out long id) ? id : TakeElsewhere(1);

    /// <summary>Consecutive ids that nobody got before.</summary>
    /// <param name="count">How many, 1 or more. They may be more than a block; what the thread had left of one is then skipped.</param>
    /// <returns>The first of them, above all that the calling thread got from this sequence before. The others follow it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="OverflowException">There aren't so many ids left. Nothing was taken; fewer may be possible.</exception>
    /// <remarks>See the type's remarks.</remarks>
    public long NextRange(long count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return _blocks.Own(ThreadNumber.Current) is { } own && own.TryTake(count, out long first) ? first : TakeElsewhere(count);
    }

    /// <summary>Takes ids from those that nobody has: for a thread that owns a block, along with the next one; the first thread, workers, and those that met
    /// another thread own one from now on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long TakeElsewhere(long count)
    {
        long first;
        SequenceBlock? own = _blocks.Own(ThreadNumber.Current);
        if (own is null)
        {
            int number = _blocks.TakeOwnerNumber();
            if (number == 0)
            {
                if (TryReserve(count, count, out first, out _))
                {
                    return first;
                }

                _blocks.NoteContention();
                number = ThreadNumber.Take();
            }

            own = number == 0 ? null : _blocks.GetOrCreateOwn(number);
        }

        long most = own is null ? count : Math.Max(count, _blockSize);
        long end;
        while (!TryReserve(count, most, out first, out end))
        {
        }

        own?.Fill(first + count, end);
        return first;
    }

    /// <summary>Reserves as many ids as there are, between two numbers.</summary>
    /// <returns>False, and nothing was reserved, when another thread did at the same time.</returns>
    private bool TryReserve(long least, long most, out long first, out long end)
    {
        long highest = _highest.Value.Read();
        ulong left = (ulong)long.MaxValue - (ulong)highest; // unsigned: from -1 on, it is one more than a long holds
        if ((ulong)least > left)
        {
            throw new OverflowException("There are not so many ids left.");
        }

        long count = (long)Math.Min((ulong)most, left);
        first = highest + 1;
        end = first + count;
        return _highest.Value.CompareExchange(highest + count, highest) == highest;
    }
}

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
        {
            return false;
        }

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
