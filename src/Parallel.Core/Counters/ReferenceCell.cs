namespace ParallelCore.Counters;

/// <summary>A shared reference.</summary>
internal struct ReferenceCell<T>(T value) : IValueCell<T, T>
    where T : class?
{
    private T _value = value;

    public T Value
    {
        get => Volatile.Read(ref _value);
        set => Volatile.Write(ref _value, value);
    }

    public static T ToBits(T value) => value;

    public static T FromBits(T bits) => bits;

    public T ReadBits() => Volatile.Read(ref _value);

    public bool TryReplace(T seen, T next) => ReferenceEquals(Interlocked.CompareExchange(ref _value, next, seen), seen);

    public T Exchange(T value) => Interlocked.Exchange(ref _value, value);

    public T CompareExchange(T value, T comparand) => Interlocked.CompareExchange(ref _value, value, comparand);

    public bool TryCompareExchange(T value, T comparand) => TryReplace(ToBits(comparand), ToBits(value));

    public T Update(Func<T, T> update) => CellLoop.Update<ReferenceCell<T>, T, T>(ref this, update);

    public T Update<TState>(TState state, Func<T, TState, T> update) => CellLoop.Update<ReferenceCell<T>, T, T, TState>(ref this, state, update);
}
