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

/// <summary>A loop that calls a delegate with each index and itself, until it returns true or stops the loop.</summary>
internal sealed class StoppableLoop<TIndex> : RangeLoop
    where TIndex : struct, IBinaryInteger<TIndex>
{
    private UntilBody<TIndex>? _body;

    protected override bool OwnsInnerLoop => false;

    /// <returns>True, and where, if a body stopped the loop.</returns>
    public static bool Run(long from, long to, in ChunkPolicy chunk, UntilBody<TIndex> body, RangeOptions? options, int key, out long breakIndex)
    {
        WorkerLease lease = Enter(options);
        StoppableLoop<TIndex> loop = Rent<StoppableLoop<TIndex>>(lease);
        loop._body = body;
        return loop.Run(lease, from, to, chunk, options, key, out breakIndex);
    }

    public override void Recycle() => IdlePool<StoppableLoop<TIndex>>.Return(this);

    protected override void Forget() => _body = null;

    [BypassReadyToRun]
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected override void RunPieces(ref LoopPart part)
    {
        UntilBody<TIndex> body = _body!;
        while (part.Next(out long start, out long end))
        {
            for (long i = start; i < end && !IsStoppedAt(part.Unit) && !(part.IsAskedFor && part.TryGiveBack(i)); i++)
            {
                if (body(TIndex.CreateTruncating(i), new LoopState(ref part, i)))
                {
                    part.Break(i);
                    break;
                }
            }
        }
    }
}
