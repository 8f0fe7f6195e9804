using System.Numerics;

namespace ParallelCore.Counters;

/// <summary>The updates that no single instruction does: read, compute, swap if nobody was faster, else again.</summary>
/// <remarks>Lock-free: a round is repeated only because another thread's succeeded. Nothing depends on a value's history, so one that comes back (ABA) does
/// no harm.</remarks>
internal static class CellLoop
{
    public static T Update<TCell, T, TBits>(ref TCell cell, Func<T, T> update)
        where TCell : struct, IValueCell<T, TBits>
    {
        ArgumentNullException.ThrowIfNull(update);
        return Update<TCell, T, TBits, Func<T, T>>(ref cell, update, static (value, update) => update(value));
    }

    public static T Update<TCell, T, TBits, TState>(ref TCell cell, TState state, Func<T, TState, T> update)
        where TCell : struct, IValueCell<T, TBits>
    {
        ArgumentNullException.ThrowIfNull(update);
        while (true)
        {
            TBits seen = cell.ReadBits();
            T next = update(TCell.FromBits(seen), state);
            if (cell.TryReplace(seen, TCell.ToBits(next)))
                return next;
        }
    }

    public static T Add<TCell, T, TBits>(ref TCell cell, T value)
        where TCell : struct, IValueCell<T, TBits>
        where T : INumber<T>
    {
        while (true)
        {
            TBits seen = cell.ReadBits();
            T next = TCell.FromBits(seen) + value;
            if (cell.TryReplace(seen, TCell.ToBits(next)))
                return next;
        }
    }

    public static T Max<TCell, T, TBits>(ref TCell cell, T value)
        where TCell : struct, IValueCell<T, TBits>
        where T : INumber<T>
    {
        while (true)
        {
            TBits seen = cell.ReadBits();
            T next = T.Max(TCell.FromBits(seen), value);
            if (IsStored<TCell, T, TBits>(ref cell, seen, TCell.ToBits(next)))
                return next;
        }
    }

    public static T Min<TCell, T, TBits>(ref TCell cell, T value)
        where TCell : struct, IValueCell<T, TBits>
        where T : INumber<T>
    {
        while (true)
        {
            TBits seen = cell.ReadBits();
            T next = T.Min(TCell.FromBits(seen), value);
            if (IsStored<TCell, T, TBits>(ref cell, seen, TCell.ToBits(next)))
                return next;
        }
    }

    /// <summary>A bound is rarely passed: what is there already isn't written, so that other processors keep their copies of the line.</summary>
    private static bool IsStored<TCell, T, TBits>(ref TCell cell, TBits seen, TBits next)
        where TCell : struct, IValueCell<T, TBits> =>
        EqualityComparer<TBits>.Default.Equals(seen, next) || cell.TryReplace(seen, next);
}
