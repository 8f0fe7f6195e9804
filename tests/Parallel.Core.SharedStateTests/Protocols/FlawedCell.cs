using ParallelCore.ModelTests.Checking;
using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Protocols;

/// <summary>A cell for mutants: one of its operations does something else than <see cref="IAtomicCell"/> promises.</summary>
internal struct FlawedCell<TFlaw> : IAtomicCell
    where TFlaw : struct, ICellFlaw
{
#pragma warning disable IDE0044 // Changed by its own methods.
    private ModelCell _cell;
#pragma warning restore IDE0044

    public long Read() => TFlaw.Read(ref _cell);

    public void Write(long value) => TFlaw.Write(ref _cell, value);

    public long CompareExchange(long value, long comparand) => TFlaw.CompareExchange(ref _cell, value, comparand);

    public long Exchange(long value) => TFlaw.Exchange(ref _cell, value);

    public long Add(long value) => TFlaw.Add(ref _cell, value);

    public static void Fence() => TFlaw.Fence();

    public static void ProcessWideFence() => TFlaw.ProcessWideFence();
}

/// <summary>Overrides the operation of a <see cref="FlawedCell{TFlaw}"/> that lacks what a protocol relies on.</summary>
internal interface ICellFlaw
{
    static virtual long Read(ref ModelCell cell) => cell.Read();

    static virtual void Write(ref ModelCell cell, long value) => cell.Write(value);

    static virtual long CompareExchange(ref ModelCell cell, long value, long comparand) => cell.CompareExchange(value, comparand);

    static virtual long Exchange(ref ModelCell cell, long value) => cell.Exchange(value);

    static virtual long Add(ref ModelCell cell, long value) => cell.Add(value);

    static virtual void Fence() => ModelCell.Fence();

    static virtual void ProcessWideFence() => ModelCell.ProcessWideFence();
}

/// <summary>The compare-and-swap is a load and then a store, which stays in the store buffer.</summary>
internal readonly struct FlawedCompareExchange : ICellFlaw
{
    public static long CompareExchange(ref ModelCell cell, long value, long comparand)
    {
        long seen = cell.Read();
        if (seen == comparand)
            cell.Write(value);
        return seen;
    }
}

/// <summary>The exchange is a load and then a store, which stays in the store buffer.</summary>
internal readonly struct FlawedExchange : ICellFlaw
{
    public static long Exchange(ref ModelCell cell, long value)
    {
        long seen = cell.Read();
        cell.Write(value);
        return seen;
    }
}

/// <summary>The addition is a load and then a store, which stays in the store buffer.</summary>
internal readonly struct FlawedAdd : ICellFlaw
{
    public static long Add(ref ModelCell cell, long value)
    {
        long sum = cell.Read() + value;
        cell.Write(sum);
        return sum;
    }
}

/// <summary>The fence does nothing.</summary>
internal readonly struct FlawedFence : ICellFlaw
{
    public static void Fence()
    {
    }
}

/// <summary>The process-wide fence is one of the calling thread only.</summary>
internal readonly struct FlawedProcessWideFence : ICellFlaw
{
    public static void ProcessWideFence() => ModelCell.Fence();
}
