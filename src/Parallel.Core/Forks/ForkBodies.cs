namespace ParallelCore.Forks;

/// <summary>A fork side that is an action.</summary>
internal readonly struct ActionBody : IForkBody<Action, byte>
{
    public byte Invoke(ForkContext context, Action state)
    {
        state();
        return 0;
    }
}

/// <summary>A fork side that is a function without a parameter.</summary>
internal readonly struct FuncBody<TResult> : IForkBody<Func<TResult>, TResult>
{
    public TResult Invoke(ForkContext context, Func<TResult> state) => state();
}

/// <summary>Fork sides that are one function of two states.</summary>
internal readonly struct StateFuncBody<TState, TResult>(Func<TState, TResult> function) : IForkBody<TState, TResult>
{
    public TResult Invoke(ForkContext context, TState state) => function(state);
}
