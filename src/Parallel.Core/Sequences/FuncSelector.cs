namespace ParallelCore.Sequences;

internal readonly struct FuncSelector<T, TResult, TShard>(Func<T, TResult> selector) : ISelector<T, TResult>
    where TShard : struct
{
    public TResult Invoke(T item) => selector(item);
}
