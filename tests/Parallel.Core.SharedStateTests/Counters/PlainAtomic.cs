namespace ParallelCore.Tests.Counters;

/// <summary>
/// The atomic types as one thread sees them: a variable, read and then written. With something that lets other threads in between, it is the broken copy
/// that the tests must catch.
/// </summary>
internal class PlainAtomic<T>(T value, Action? between = null)
{
    private T _value = value;

    public T Value
    {
        get => _value;
        set => _value = value;
    }

    public T Exchange(T value)
    {
        T before = _value;
        Store(value);
        return before;
    }

    public T CompareExchange(T value, T comparand)
    {
        T before = _value;
        if (IsSame(before, comparand))
            Store(value);
        return before;
    }

    public bool TryCompareExchange(T value, T comparand) => IsSame(CompareExchange(value, comparand), comparand);

    public T Update(Func<T, T> update) => Store(update(_value));

    protected T Store(T value)
    {
        between?.Invoke();
        _value = value;
        return value;
    }

    private static bool IsSame(T a, T b) => (a, b) switch
    {
        (double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y),
        (ValueType x, ValueType y) => x.Equals(y),
        _ => ReferenceEquals(a, b),
    };
}
