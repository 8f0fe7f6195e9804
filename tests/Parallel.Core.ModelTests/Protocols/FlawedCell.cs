using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>A cell for mutants: one of its operations is weaker than <see cref="IAtomicCell"/> promises.</summary>
internal struct FlawedCell<TFlaw> : IAtomicCell
    where TFlaw : struct, ICellFlaw
{
#pragma warning disable IDE0044 // Changed by its own methods.
    private ModelCell _cell;

    [ThreadStatic]
    private static ModelCell? t_late;
#pragma warning restore IDE0044

    public long Read()
    {
        long value = _cell.Read();
        if (t_late is { } late)
        {
            late.Read(); // a choice point
            late.Write(OwnerLock<ModelCell>.Owner);
            t_late = null;
        }
        return value;
    }

    public void Write(long value)
    {
        if (TFlaw.LateMark && value == OwnerLock<ModelCell>.Owner)
        {
            _cell.Touch();
            t_late = _cell;
            return;
        }
        // Nothing but a waker ever stores a zero.
        if (!TFlaw.Waking || value != 0)
            _cell.Write(value);
    }

    public long CompareExchange(long value, long comparand)
    {
        if (TFlaw.Waking && comparand == 1 && value == 2)
            value = 0;
        if (!TFlaw.CompareExchange)
            return _cell.CompareExchange(value, comparand);
        long seen = _cell.Read();
        if (seen == comparand)
            _cell.Write(value);
        return seen;
    }

    public long Exchange(long value)
    {
        if (!TFlaw.Exchange)
            return _cell.Exchange(value);
        long seen = _cell.Read();
        _cell.Write(value);
        return seen;
    }

    public long Add(long value)
    {
        if (!TFlaw.Add)
            return _cell.Add(value);
        long sum = _cell.Read() + value;
        _cell.Write(sum);
        return sum;
    }

    public static void Fence()
    {
        if (!TFlaw.Fence)
            ModelCell.Fence();
    }

    public static void ProcessWideFence()
    {
        if (TFlaw.ProcessWideFence)
            ModelCell.Fence();
        else
            ModelCell.ProcessWideFence();
    }
}
