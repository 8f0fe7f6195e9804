using ParallelCore.Scheduling;

namespace ParallelCore.Sequences;

/// <summary>The loop of a pass.</summary>
/// <remarks>Not generic, so that the loop engine is compiled once for all sequences.</remarks>
internal sealed class PassLoop : RangeLoop
{
    private Pass? _pass;

    /// <summary>Runs all units of a pass.</summary>
    /// <returns>True if one of them stopped the loop.</returns>
    public static bool Run(Pass pass, long units, in ChunkPolicy chunk, RangeOptions? options, int key)
    {
        WorkerLease lease = Enter(options);
        PassLoop loop = Rent<PassLoop>(lease.Worker);
        loop._pass = pass;
        return loop.Run(lease, 0, units, chunk, options, key, out _);
    }

    public override void Recycle() => IdlePool<PassLoop>.Return(this);

    protected override void Forget() => _pass = null;

    protected override void RunPieces(ref LoopPart part) => _pass!.Run(ref part);
}
