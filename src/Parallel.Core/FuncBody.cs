namespace ParallelCore;

/// <summary>A fork side that is a function without a parameter.</summary>
internal readonly struct FuncBody<TResult> : IForkBody<Func<TResult>, TResult>
{
    public TResult Invoke(ForkContext context, Func<TResult> state) => state();
}
