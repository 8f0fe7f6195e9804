namespace ParallelCore;

/// <summary>A fork side that is an action.</summary>
internal readonly struct ActionBody : IForkBody<Action, byte>
{
    public byte Invoke(ForkContext context, Action state)
    {
        state();
        return 0;
    }
}
