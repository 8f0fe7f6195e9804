using System.Runtime.CompilerServices;
using ParallelCore.Scheduling;

namespace ParallelCore;

/// <summary>A loop whose body takes chunks.</summary>
internal sealed class RangeLoop<TBody> : RangeLoop
    where TBody : struct, ILoopBody
{
    private TBody _body;

    /// <summary>Runs a loop to its end on the calling thread and whoever comes to help.</summary>
    /// <returns>True, and where, if a body stopped the loop.</returns>
    public static bool Run(long from, long to, in ChunkPolicy chunk, TBody body, RangeOptions? options, int key, out long breakIndex)
    {
        WorkerLease lease = Enter(options);
        RangeLoop<TBody> loop = Rent<RangeLoop<TBody>>(lease.Worker);
        loop._body = body;
        return loop.Run(lease, from, to, chunk, options, key, out breakIndex);
    }

    public override void Recycle() => IdlePool<RangeLoop<TBody>>.Return(this);

    protected override bool IsKept => !IdlePool<RangeLoop<TBody>>.IsCollectible;

    protected override void Forget() => _body = default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    protected override void RunPieces(ref LoopPart part)
    {
        TBody body = _body;
        while (part.Next(out long start, out long end))
        {
            long reached = body.Invoke(start, end);
            if (reached != end)
            {
                part.Break(reached);
            }
        }
    }
}
