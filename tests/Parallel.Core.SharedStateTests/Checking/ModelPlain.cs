namespace ParallelCore.ModelTests.Checking;

/// <summary>A payload that is not atomic. An access that no release/acquire pair orders after a conflicting one is reported as a data race.</summary>
/// <remarks>It is no scheduling point and has no store buffer: without a race neither could be noticed.</remarks>
/// <param name="name">For the trace.</param>
/// <param name="value">The first value, which every thread may read.</param>
internal sealed class ModelPlain<T>(string name, T value = default!)
{
    private readonly ModelVariable _variable = ModelScheduler.Current.CreatePlain(name);
    private T _value = value;
    private VectorClock _reads;
    private VectorClock _write;

    public T Value
    {
        get
        {
            _variable.Scheduler.ReadPlain(_variable, ref _reads, _write, _value);
            return _value;
        }
        set
        {
            _variable.Scheduler.WritePlain(_variable, ref _reads, ref _write, value);
            _value = value;
        }
    }
}
