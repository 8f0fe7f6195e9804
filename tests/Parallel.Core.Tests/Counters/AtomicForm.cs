namespace ParallelCore.Tests.Counters;

/// <summary>Any of the atomic types, or a model with members of the same names, under one type: they share no interface, and the tests are the same for all.</summary>
public sealed class AtomicForm<T>(object target)
{
    private readonly dynamic _target = target;

    public T Value
    {
        get => _target.Value;
        set => _target.Value = value;
    }

    public T Exchange(T value) => _target.Exchange(value);

    public T CompareExchange(T value, T comparand) => _target.CompareExchange(value, comparand);

    public bool TryCompareExchange(T value, T comparand) => _target.TryCompareExchange(value, comparand);

    public T Update(Func<T, T> update) => _target.Update(update);

    public T Update<TState>(TState state, Func<T, TState, T> update) => _target.Update(state, update);

    public T Increment() => _target.Increment();

    public T Decrement() => _target.Decrement();

    public T Add(T value) => _target.Add(value);

    public T Max(T value) => _target.Max(value);

    public T Min(T value) => _target.Min(value);

    public T And(T value) => _target.And(value);

    public T Or(T value) => _target.Or(value);

    public bool TrySet() => _target.TrySet();

    public bool TryReset() => _target.TryReset();

    public bool Toggle() => _target.Toggle();

    public override string ToString() => _target.ToString();
}
