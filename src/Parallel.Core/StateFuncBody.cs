namespace ParallelCore;

/// <summary>Fork sides that are one function of two states.</summary>
internal readonly struct StateFuncBody<TState, TResult>(Func<TState, TResult> function) : IForkBody<TState, TResult>
{
    public TResult Invoke(ForkContext context, TState state) => function(state);
}
