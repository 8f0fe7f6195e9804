namespace ParallelCore.Sequences;

/// <summary>An item, and whether it passed a test.</summary>
internal readonly record struct Tested<T>(T Value, bool IsMatch)
{
    public readonly struct Selector(Func<T, bool> predicate) : ISelector<T, Tested<T>>
    {
        public Tested<T> Invoke(T item) => new(item, predicate(item));
    }

    public readonly struct Predicate(bool isMatch) : IPredicate<Tested<T>>
    {
        public bool Invoke(Tested<T> item) => item.IsMatch == isMatch;
    }

    public readonly struct Item : ISelector<Tested<T>, T>
    {
        public T Invoke(Tested<T> item) => item.Value;
    }
}
