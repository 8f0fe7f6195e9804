namespace ParallelCore.Sequences;

internal readonly struct FuncPredicate<T, TShard>(Func<T, bool> predicate) : IPredicate<T>
    where TShard : struct
{
    public bool Invoke(T item) => predicate(item);
}
