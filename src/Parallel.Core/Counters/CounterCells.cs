using System.Runtime.CompilerServices;
using ParallelCore.Primitives;

namespace ParallelCore.Counters;

/// <summary>A sum that is spread over cells, and what was taken out of it.</summary>
/// <remarks>
/// ROLES: additions by any threads, <see cref="Read"/> by any, <see cref="Take"/> by one at a time.
/// INVARIANTS: (1) every addition changes one cell, by its amount. (2) Cells are never lowered by readers: taking remembers how much was there. So what an
/// owner adds without an atomic can't be overwritten, and each addition is in exactly one of all takes.
/// ORDERING: A1 an owner's release store pairs with A2, the reader's acquire. PROGRESS: wait-free. WRAP: sums are modulo 2^64, so differences stay right when
/// cells wrap.
/// </remarks>
internal struct CounterCells<TCell>
    where TCell : struct, IAtomicCell
{
    private CellTable<TCell, PaddedCell<TCell>> _table;
    private TCell _taken;

    public CounterCells(CellTable<TCell, PaddedCell<TCell>> table)
    {
        _table = table;
        _taken = default;
    }

    /// <summary>Adds on the thread with this number, if it owns a cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryAddOwn(long value, int number)
    {
        if (_table.Own(number) is { } own)
        {
            AddOwn(own, value);
            return true;
        }

        return false;
    }

    /// <summary>The number under which the current thread should own a cell from now on; 0 if it should share one.</summary>
    public readonly int TakeOwnerNumber() => _table.TakeOwnerNumber();

    /// <summary>Which shared cell is the current thread's.</summary>
    public int CurrentProcessor() => _table.CurrentProcessor();

    /// <summary>How many shared cells are in use.</summary>
    public int SharedCount => _table.SharedCount;

    /// <summary>Adds on the thread with this number, which owns a cell from now on.</summary>
    public void AddOwning(long value, int number) => AddOwn(_table.GetOrCreateOwn(number), value);

    /// <summary>Adds on a thread that owns no cell.</summary>
    /// <returns>False when another thread was in the shared cell at the same time: nothing was added, and from now on threads should own one.</returns>
    public bool TryAddShared(long value, int processor)
    {
        ref TCell cell = ref _table.Shared(processor).Cell;
        long seen = cell.Read();
        if (cell.CompareExchange(seen + value, seen) == seen)
        {
            return true;
        }

        _table.NoteContention();
        return false;
    }

    /// <summary>Adds on a thread that met another one and can't own a cell.</summary>
    public void AddContended(long value, int processor)
    {
        _table.Grow();
        _table.Shared(processor).Cell.Add(value);
    }

    /// <summary>All that was added and not taken: additions that ended before the call, and perhaps some that run at the same time.</summary>
    public long Read()
    {
        // In this order: a take that comes between makes it an older sum, never a negative one.
        long taken = _taken.Read();
        return Total() - taken;
    }

    /// <summary>All that was added and not taken, which is taken now.</summary>
    public long Take()
    {
        long total = Total();
        long taken = total - _taken.Read();
        _taken.Write(total);
        return taken;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOwn(PaddedCell<TCell> own, long value) => own.Cell.Write(own.Cell.Read() + value); // A1

    private long Total()
    {
        long total = 0;
        foreach (PaddedCell<TCell> padded in _table)
        {
            total += padded.Cell.Read(); // A2
        }

        return total;
    }
}
