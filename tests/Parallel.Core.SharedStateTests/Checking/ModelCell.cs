using ParallelCore.Primitives;

namespace ParallelCore.ModelTests.Checking;

/// <summary>The cell that the protocols get in model tests: every operation is a step of the explored execution.</summary>
/// <remarks>A <see langword="default"/> cell is a variable with the value 0, created in place by the first operation: never keep a cell in a readonly field.</remarks>
internal struct ModelCell : IAtomicCell
{
    private ModelVariable? _variable;

    /// <summary>A cell with a name for the trace. Others are named after the field that holds them.</summary>
    public ModelCell(string name) => _variable = ModelScheduler.Current.CreateVariable("cell", name);

    internal readonly ModelVariable? Variable => _variable;

    /// <summary>Creates the variable now.</summary>
    internal void Touch() => _ = Touched;

    private ModelVariable Touched => _variable ??= ModelScheduler.Current.CreateVariable("cell", null);

    public long Read()
    {
        ModelVariable variable = Touched;
        return variable.Scheduler.Read(variable);
    }

    public void Write(long value)
    {
        ModelVariable variable = Touched;
        variable.Scheduler.Write(variable, value);
    }

    public long CompareExchange(long value, long comparand)
    {
        ModelVariable variable = Touched;
        return variable.Scheduler.CompareExchange(variable, value, comparand);
    }

    public long Exchange(long value)
    {
        ModelVariable variable = Touched;
        return variable.Scheduler.Exchange(variable, value);
    }

    public long Add(long value)
    {
        ModelVariable variable = Touched;
        return variable.Scheduler.Add(variable, value);
    }

    public static void Fence() => ModelScheduler.Current.Fence();

    public static void ProcessWideFence() => ModelScheduler.Current.ProcessWideFence();

    /// <summary>A spin hint: the thread is not run again until something that it read since its last hint has changed.</summary>
    public static void Spin() => ModelScheduler.Current.Spin();
}
