namespace ParallelCore.Tests.Counters;

/// <summary>Any of the atomic types, or a model with members of the same names, under one type: they share no interface, and the tests are the same for all.</summary>
/// <remarks>Delegates, because a call must be so short that those of several threads collide.</remarks>
public sealed class AtomicForm<T>(object target)
{
    private readonly dynamic _target = target;
    private readonly Func<T> _get = Bind<Func<T>>(target, "get_Value")!;
    private readonly Action<T> _set = Bind<Action<T>>(target, "set_Value")!;
    private readonly Func<T, T> _exchange = Bind<Func<T, T>>(target, nameof(Exchange))!;
    private readonly Func<T, T, T> _compareExchange = Bind<Func<T, T, T>>(target, nameof(CompareExchange))!;
    private readonly Func<T, T, bool> _tryCompareExchange = Bind<Func<T, T, bool>>(target, nameof(TryCompareExchange))!;
    private readonly Func<T>? _increment = Bind<Func<T>>(target, nameof(Increment));
    private readonly Func<T>? _decrement = Bind<Func<T>>(target, nameof(Decrement));
    private readonly Func<T, T>? _add = Bind<Func<T, T>>(target, nameof(Add));
    private readonly Func<T, T>? _max = Bind<Func<T, T>>(target, nameof(Max));
    private readonly Func<T, T>? _min = Bind<Func<T, T>>(target, nameof(Min));
    private readonly Func<T, T>? _and = Bind<Func<T, T>>(target, nameof(And));
    private readonly Func<T, T>? _or = Bind<Func<T, T>>(target, nameof(Or));
    private readonly Func<bool>? _trySet = Bind<Func<bool>>(target, nameof(TrySet));
    private readonly Func<bool>? _tryReset = Bind<Func<bool>>(target, nameof(TryReset));
    private readonly Func<bool>? _toggle = Bind<Func<bool>>(target, nameof(Toggle));

    public T Value
    {
        get => _get();
        set => _set(value);
    }

    public T Exchange(T value) => _exchange(value);

    public T CompareExchange(T value, T comparand) => _compareExchange(value, comparand);

    public bool TryCompareExchange(T value, T comparand) => _tryCompareExchange(value, comparand);

    public T Update(Func<T, T> update) => _target.Update(update);

    public T Increment() => _increment!();

    public T Decrement() => _decrement!();

    public T Add(T value) => _add!(value);

    public T Max(T value) => _max!(value);

    public T Min(T value) => _min!(value);

    public T And(T value) => _and!(value);

    public T Or(T value) => _or!(value);

    public bool TrySet() => _trySet!();

    public bool TryReset() => _tryReset!();

    public bool Toggle() => _toggle!();

    public override string ToString() => _target.ToString();

    private static TDelegate? Bind<TDelegate>(object target, string name)
        where TDelegate : Delegate =>
        (TDelegate?)Delegate.CreateDelegate(typeof(TDelegate), target, name, ignoreCase: false, throwOnBindFailure: false);
}
