namespace ParallelCore.Sequences;

internal readonly struct FuncSelector<T, TResult>(Func<T, TResult> selector) : ISelector<T, TResult>
{
    public TResult Invoke(T item) => selector(item);
}
