using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ParallelCore.Primitives;

namespace ParallelCore.Counters;

/// <summary>A value that is accumulated in cells, each behind a lock that costs the thread that owns the cell no atomic instruction.</summary>
/// <remarks>
/// ROLES: updates and reads by any threads. INVARIANTS: (1) an update changes one cell, under its lock. (2) A read holds all cells that there are at one
/// moment, so that it is a snapshot: every update that had ended by then is in it; cells that come later are left alone. (3) A thread never waits for itself:
/// before it waits, it looks whether it is inside.
/// PROGRESS: blocking. An update waits for readers, and on a thread without a cell of its own also for who shares its cell; a read waits for updates that have
/// begun.
/// </remarks>
internal struct AccumulatorCells<TState, TValue, TAccumulation>
    where TAccumulation : struct, IAccumulation<TState, TValue>
{
    private readonly object _reading = new();
    private readonly TAccumulation _accumulation;
    private CellTable<AtomicCell, PaddedCell<AccumulatorCell<TState>>> _table = new();

    public AccumulatorCells(TAccumulation accumulation) => _accumulation = accumulation;

    /// <summary>Takes a value in.</summary>
    /// <exception cref="InvalidOperationException">The accumulation called back.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TValue value)
    {
        if (_table.Own(ThreadNumber.Current) is { } own && own.Cell.Lock.TryEnter())
        {
            UpdateThenExit(ref own.Cell, value);
        }
        else
        {
            AddSlowly(value);
        }
    }

    /// <summary>All values together, at one moment; if reset, they are in no later result.</summary>
    /// <returns>False when there are none.</returns>
    /// <exception cref="InvalidOperationException">The accumulation called back.</exception>
    public bool TryRead(bool reset, [MaybeNullWhen(false)] out TState result)
    {
        ThrowIfInside();
        lock (_reading)
        {
            int thread = Environment.CurrentManagedThreadId;
            try
            {
                Hold(thread);
                bool isAny = TryCombine(thread, out result);
                if (reset)
                {
                    Clear(thread);
                }

                return isAny;
            }
            finally
            {
                LetGo();
            }
        }
    }

    /// <summary>Forgets all values, without a look at them.</summary>
    /// <exception cref="InvalidOperationException">The accumulation called back.</exception>
    public void Reset()
    {
        ThrowIfInside();
        lock (_reading)
        {
            int thread = Environment.CurrentManagedThreadId;
            Hold(thread);
            Clear(thread);
            LetGo();
        }
    }

    /// <summary>All values together, without waiting for anybody: for debuggers, which stop threads in the middle of an update.</summary>
    public bool TryPeek([MaybeNullWhen(false)] out TState result) => TryCombine(null, out result);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddSlowly(TValue value) => UpdateThenExit(ref Enter(), value);

    private void UpdateThenExit(ref AccumulatorCell<TState> cell, TValue value)
    {
        try
        {
            if (cell.HasState)
            {
                _accumulation.Fold(ref cell.State, value);
            }
            else
            {
                cell.State = _accumulation.Begin(value);
                cell.HasState = true;
            }
        }
        finally
        {
            cell.Lock.Exit();
        }
    }

    /// <summary>Enters a cell that the current thread may use.</summary>
    private ref AccumulatorCell<TState> Enter()
    {
        int number = ThreadNumber.Current;
        if (_table.Own(number) is null)
        {
            number = _table.TakeOwnerNumber();
        }

        if (number == 0)
        {
            int thread = Environment.CurrentManagedThreadId;
            int processor = _table.CurrentProcessor();
            ref AccumulatorCell<TState> shared = ref _table.Shared(processor).Cell;
            if (shared.Lock.TryEnterShared(thread))
            {
                return ref shared;
            }

            ThrowIfInside();
            _table.NoteContention();
            number = ThreadNumber.Take();
            if (number == 0)
            {
                _table.Grow();
                shared = ref _table.Shared(processor).Cell;
                while (!shared.Lock.TryEnterShared(thread))
                {
                    WaitUntilFree(ref shared.Lock);
                }

                return ref shared;
            }
        }

        if (_table.Own(number) is null)
        {
            ThrowIfInside(); // nobody is inside a new cell, but an accumulation that calls back may be inside another one
        }

        ref AccumulatorCell<TState> own = ref _table.GetOrCreateOwn(number).Cell;
        while (!own.Lock.TryEnter())
        {
            ThrowIfInside();
            WaitUntilFree(ref own.Lock);
        }

        return ref own;
    }

    /// <summary>Waits until nobody is inside any cell, and nobody can get in.</summary>
    private void Hold(int thread)
    {
        AskAll(thread);
        do
        {
            AtomicCell.ProcessWideFence(); // D4
            foreach (PaddedCell<AccumulatorCell<TState>> padded in _table)
            {
                while (padded.Cell.Lock.IsAskedBy(thread) && padded.Cell.Lock.IsBusy)
                {
                    ShortLock.Pause();
                }
            }
        }
        while (AskAll(thread)); // once there are no new cells, all were held at the same time
    }

    private bool AskAll(int thread)
    {
        bool isAny = false;
        foreach (PaddedCell<AccumulatorCell<TState>> padded in _table)
        {
            isAny |= padded.Cell.Lock.TryAsk(thread);
        }

        return isAny;
    }

    private void LetGo()
    {
        foreach (PaddedCell<AccumulatorCell<TState>> padded in _table)
        {
            padded.Cell.Lock.LetGo();
        }
    }

    private bool TryCombine(int? holder, [MaybeNullWhen(false)] out TState result)
    {
        result = default;
        bool isAny = false;
        foreach (PaddedCell<AccumulatorCell<TState>> padded in _table)
        {
            ref AccumulatorCell<TState> cell = ref padded.Cell;
            if ((holder is not { } thread || cell.Lock.IsAskedBy(thread)) && cell.HasState)
            {
                result = isAny ? _accumulation.Combine(result!, cell.State) : cell.State;
                isAny = true;
            }
        }

        return isAny;
    }

    private void Clear(int holder)
    {
        foreach (PaddedCell<AccumulatorCell<TState>> padded in _table)
        {
            ref AccumulatorCell<TState> cell = ref padded.Cell;
            if (cell.Lock.IsAskedBy(holder))
            {
                cell.State = default!;
                cell.HasState = false;
            }
        }
    }

    /// <summary>Called before each wait: an accumulation that calls back would wait for itself.</summary>
    private void ThrowIfInside()
    {
        int thread = Environment.CurrentManagedThreadId;
        bool isInside = _table.Own(ThreadNumber.Current)?.Cell.Lock.IsBusy == true;
        foreach (PaddedCell<AccumulatorCell<TState>> padded in _table)
        {
            isInside |= padded.Cell.Lock.IsAskedBy(thread) || padded.Cell.Lock.IsSharedBy(thread);
        }

        if (isInside)
        {
            throw new InvalidOperationException("An operation of an accumulator can't use the accumulator: it runs under a lock.");
        }
    }

    private static void WaitUntilFree(ref OwnerLock<AtomicCell> entered)
    {
        while (!entered.IsFree)
        {
            ShortLock.Pause();
        }
    }
}

/// <summary>One part of an accumulated value, of any size, behind a lock.</summary>
internal struct AccumulatorCell<TState>
{
    public OwnerLock<AtomicCell> Lock;
    public TState State;
    public bool HasState;
}
