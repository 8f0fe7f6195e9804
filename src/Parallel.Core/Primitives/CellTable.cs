using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ParallelCore.Primitives;

/// <summary>The cells of a striped variable: one of its own for each thread that changes it a lot, and shared ones, by processor, for all others.</summary>
/// <remarks>
/// SOURCE: the shared cells are Java's Striped64 (Lea), indexed by processor instead of by a probe. Deviation: whoever is there first, is a worker, or comes
/// after two threads have met gets a cell that nobody else writes (the bias of Choi, Shull and Torrellas, PACT 2018, for reference counts): an atomic
/// instruction alone costs ten times what an addition does, even free of contention.
/// ROLES: a thread uses its own cell without atomics, and shared cells with them; any thread enumerates.
/// INVARIANTS: (1) an own cell is created and written by the thread that holds its number only. (2) A cell that was once reachable stays so, and is never
/// replaced. (3) How many shared cells are in use only doubles, up to the number of processors; a wrong count costs time, never an update.
/// ORDERING: T1 a cell enters an array by a compare-and-swap or under the lock, so that two who create it agree on it; T2 whoever enumerates reads the arrays
/// and their elements with acquire.
/// PROGRESS: finding a cell is wait-free; creating one's own takes a lock for a few instructions. WRAP: nothing counts up without a bound.
/// </remarks>
[DebuggerDisplay("shared = {SharedCount}, contended = {_isContended}")]
internal struct CellTable<TCell, TItem>
    where TCell : struct, IAtomicCell
    where TItem : class, new()
{
    private static readonly TItem?[] s_none = [];

    private readonly int _mostShared;
    private TItem?[] _own = s_none;
    private TItem?[] _shared = s_none;
    private TCell _doublings;
    private ShortLock _lock;
    private bool _isContended;

    public CellTable()
        : this((int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount))
    {
    }

    /// <summary>With room for so many shared cells, a power of two.</summary>
    public CellTable(int mostShared)
    {
        _mostShared = mostShared;
        _doublings = default;
    }

    /// <summary>How many shared cells are in use.</summary>
    public int SharedCount => 1 << (int)_doublings.Read();

    /// <summary>True while nobody owns a cell, and once there was contention: then a thread should own one even if it is no worker.</summary>
    public readonly bool ShouldOwn => _isContended || _own.Length == 0;

    /// <summary>The number under which the current thread should own a cell from now on; 0 if it should share one.</summary>
    public readonly int TakeOwnerNumber() => ShouldOwn || CurrentWorker.Value is not null ? ThreadNumber.Take() : 0;

    /// <summary>Which of the shared cells is the current thread's, in the terms of <see cref="Shared"/>.</summary>
    public int CurrentProcessor() => SharedCount == 1 ? 0 : Thread.GetCurrentProcessorId();

    /// <summary>The cell that the thread with this number owns; null if it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TItem? Own(int number)
    {
        TItem?[] own = _own;
        return (uint)number < (uint)own.Length ? own[number] : null;
    }

    /// <summary>The cell that the thread with this number owns from now on.</summary>
    public TItem GetOrCreateOwn(int number)
    {
        _lock.Enter();
        try
        {
            TItem?[] own = _own;
            if (number >= own.Length)
            {
                Array.Resize(ref own, (int)BitOperations.RoundUpToPowerOf2((uint)number + 1));
            }

            TItem item = own[number] ??= new TItem();
            Volatile.Write(ref _own, own); // T1
            return item;
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>The shared cell of a processor.</summary>
    public TItem Shared(int processor)
    {
        if (_shared.Length == 0)
        {
            Interlocked.CompareExchange(ref _shared, new TItem?[_mostShared], s_none); // T1
        }

        ref TItem? place = ref Volatile.Read(ref _shared)[processor & (SharedCount - 1)];
        return Volatile.Read(ref place) ?? Interlocked.CompareExchange(ref place, new TItem(), null) ?? place; // T1
    }

    /// <summary>Called by whoever met another thread in a shared cell.</summary>
    public void NoteContention()
    {
        // Written once: the line is one that every update reads.
        if (!_isContended)
        {
            _isContended = true;
        }
    }

    /// <summary>Called by whoever met another thread in a shared cell, and can't have its own.</summary>
    public void Grow()
    {
        long doublings = _doublings.Read();
        if (1 << (int)doublings < _mostShared)
        {
            _doublings.CompareExchange(doublings + 1, doublings);
        }
    }

    /// <summary>Every cell that there is: those that were there before the call, and perhaps some that came since.</summary>
    public CellEnumerator<TItem> GetEnumerator() => new(Volatile.Read(ref _shared), Volatile.Read(ref _own)); // T2
}

/// <summary>Goes through the cells of a <see cref="CellTable{TCell, TItem}"/>.</summary>
internal ref struct CellEnumerator<TItem>(TItem?[] shared, TItem?[] own)
    where TItem : class
{
    private int _next;

    public TItem Current { get; private set; } = null!;

    public bool MoveNext()
    {
        while (_next < shared.Length + own.Length)
        {
            int index = _next++;
            TItem? item = index < shared.Length ? Volatile.Read(ref shared[index]) : Volatile.Read(ref own[index - shared.Length]); // T2
            if (item is not null)
            {
                Current = item;
                return true;
            }
        }

        return false;
    }
}
