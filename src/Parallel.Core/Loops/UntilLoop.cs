using System.Numerics;
using System.Runtime;
using System.Runtime.CompilerServices;
using ParallelCore.Scheduling;

namespace ParallelCore.Loops;

/// <summary>A loop that calls a delegate with each index until it returns true.</summary>
internal sealed class UntilLoop<TIndex> : RangeLoop
    where TIndex : struct, IBinaryInteger<TIndex>
{
    private Func<TIndex, bool>? _body;
    private CancellationToken _cancellationToken;

    protected override bool OwnsInnerLoop => false;

    /// <returns>True, and where, if a body stopped the loop.</returns>
    public static bool Run(long from, long to, in ChunkPolicy chunk, Func<TIndex, bool> body, RangeOptions? options, int key, out long breakIndex)
    {
        WorkerLease lease = Enter(options);
        UntilLoop<TIndex> loop = Rent<UntilLoop<TIndex>>(lease);
        loop._body = body;
        loop._cancellationToken = options?.CancellationToken ?? default;
        return loop.Run(lease, from, to, chunk, options, key, out breakIndex);
    }

    public override void Recycle() => IdlePool<UntilLoop<TIndex>>.Return(this);

    protected override void Forget()
    {
        _body = null;
        _cancellationToken = default;
    }

    protected override void RunPieces(ref LoopPart part) => Run(_body!, ref part, _cancellationToken);

    [BypassReadyToRun]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run(Func<TIndex, bool> body, ref LoopPart part, CancellationToken cancellationToken)
    {
        while (part.Next(out long start, out long end))
        {
            TIndex last = TIndex.CreateTruncating(end);
            for (TIndex i = TIndex.CreateTruncating(start); i < last && !cancellationToken.IsCancellationRequested && !(part.IsAskedFor && part.TryGiveBack(long.CreateTruncating(i))); i++)
            {
                if (body(i))
                {
                    part.Break(long.CreateTruncating(i));
                    break;
                }
            }
        }
    }
}
