using System.Runtime.CompilerServices;
using ParallelCore.Scheduling;

namespace ParallelCore.Loops;

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
        RangeLoop<TBody> loop = Rent<RangeLoop<TBody>>(lease);
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

/// <summary>Runs loops whose bodies take chunks; what is not named is inferred.</summary>
internal static class Loop
{
    /// <summary>Runs a loop whose cost is remembered by its body's type.</summary>
    public static void Run<TBody>(long from, long to, in ChunkPolicy chunk, TBody body, RangeOptions? options)
        where TBody : struct, ILoopBody =>
        RangeLoop<TBody>.Run(from, to, chunk, body, options, SiteCosts.Key<TBody>(), out _);

    /// <summary>Runs a loop whose cost is remembered under <paramref name="key"/>.</summary>
    public static void Run<TBody>(long from, long to, in ChunkPolicy chunk, TBody body, RangeOptions? options, int key)
        where TBody : struct, ILoopBody =>
        RangeLoop<TBody>.Run(from, to, chunk, body, options, key, out _);

    /// <summary>Runs a loop that a body may stop. True, and the lowest index at which one did.</summary>
    public static bool RunUntil<TBody>(long from, long to, in ChunkPolicy chunk, TBody body, RangeOptions? options, int key, out long index)
        where TBody : struct, ILoopBody =>
        RangeLoop<TBody>.Run(from, to, chunk, body, options, key, out index);
}
