namespace ParallelCore.Sequences;

internal readonly struct FuncPredicate<T>(Func<T, bool> predicate) : IPredicate<T>
{
    public bool Invoke(T item) => predicate(item);
}
