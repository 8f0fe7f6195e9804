namespace ParallelCore.Stress.Operations;

/// <summary>One side of a fork, as a struct.</summary>
internal readonly struct ForkBody : IForkBody<ForkState, long>
{
    public long Invoke(ForkContext context, ForkState state) => state.Run.Side(context, state.Node, state.Call);
}
