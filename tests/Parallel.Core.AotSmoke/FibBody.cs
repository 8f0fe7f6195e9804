namespace ParallelCore.AotSmoke;

/// <summary>A recursion through the context: generic virtual dispatch would fail ahead of time.</summary>
internal readonly struct FibBody : IForkBody<int, long>
{
    public long Invoke(ForkContext context, int state)
    {
        if (state < 2)
        {
            return state;
        }

        (long left, long right) = context.Invoke<int, long, FibBody>(state - 1, state - 2, this);
        return left + right;
    }
}
