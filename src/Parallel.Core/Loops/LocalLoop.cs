using System.Numerics;
using System.Runtime;
using System.Runtime.CompilerServices;
using ParallelCore.Scheduling;

namespace ParallelCore.Loops;

/// <summary>A loop whose bodies take a local and return it changed. While a part lasts, the local is in the activation that calls the body.</summary>
internal abstract class LocalLoop<TLocal> : RangeLoop
{
    private static readonly bool s_isCollectible = typeof(LocalLoop<TLocal>).IsCollectible;

    private LoopLocals<TLocal>? _locals;

    protected override bool IsKept => !s_isCollectible;

    protected override void Forget() => _locals = null;

    protected sealed override void RunPieces(ref LoopPart part)
    {
        if (!part.Next(out long start, out long end))
        {
            return;
        }

        LoopLocals<TLocal> locals = _locals!;
        TLocal local = locals.Take();
        try
        {
            do
            {
                Run(ref part, start, end, ref local);
            }
            while (part.Next(out start, out end));
        }
        finally
        {
            locals.Leave(local);
        }
    }

    /// <summary>Runs one piece.</summary>
    protected abstract void Run(ref LoopPart part, long start, long end, ref TLocal local);

    protected void Run(
        WorkerLease lease, long from, long to, in ChunkPolicy chunk, Func<TLocal> init, Action<TLocal> release, RangeOptions? options, int key)
    {
        var locals = new LoopLocals<TLocal>(init, release);
        _locals = locals;
        Exception? error = null;
        try
        {
            Run(lease, from, to, chunk, options, key, out _);
        }
        catch (Exception e)
        {
            error = e;
        }

        locals.Release(error);
    }
}

/// <summary>A local for each chunk's call.</summary>
internal sealed class LocalChunkLoop<TIndex, TLocal> : LocalLoop<TLocal>
    where TIndex : struct, IBinaryInteger<TIndex>
{
    private Func<TIndex, TIndex, TLocal, TLocal>? _body;

    public static void Run(
        long from, long to, in ChunkPolicy chunk, Func<TLocal> init, Func<TIndex, TIndex, TLocal, TLocal> body, Action<TLocal> release, RangeOptions? options, int key)
    {
        WorkerLease lease = Enter(options);
        LocalChunkLoop<TIndex, TLocal> loop = Rent<LocalChunkLoop<TIndex, TLocal>>(lease);
        loop._body = body;
        loop.Run(lease, from, to, chunk, init, release, options, key);
    }

    public override void Recycle() => IdlePool<LocalChunkLoop<TIndex, TLocal>>.Return(this);

    protected override void Forget()
    {
        base.Forget();
        _body = null;
    }

    protected override void Run(ref LoopPart part, long start, long end, ref TLocal local) =>
        local = _body!(TIndex.CreateTruncating(start), TIndex.CreateTruncating(end), local);
}

/// <summary>A local for each index's call.</summary>
internal sealed class LocalIndexLoop<TIndex, TLocal> : LocalLoop<TLocal>
    where TIndex : struct, IBinaryInteger<TIndex>
{
    private Func<TIndex, TLocal, TLocal>? _body;
    private CancellationToken _cancellationToken;

    public static void Run(
        long from, long to, in ChunkPolicy chunk, Func<TLocal> init, Func<TIndex, TLocal, TLocal> body, Action<TLocal> release, RangeOptions? options, int key)
    {
        WorkerLease lease = Enter(options);
        LocalIndexLoop<TIndex, TLocal> loop = Rent<LocalIndexLoop<TIndex, TLocal>>(lease);
        loop._body = body;
        loop._cancellationToken = options?.CancellationToken ?? default;
        loop.Run(lease, from, to, chunk, init, release, options, key);
    }

    public override void Recycle() => IdlePool<LocalIndexLoop<TIndex, TLocal>>.Return(this);

    protected override void Forget()
    {
        base.Forget();
        _body = null;
        _cancellationToken = default;
    }

    [BypassReadyToRun]
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected override void Run(ref LoopPart part, long start, long end, ref TLocal local)
    {
        Func<TIndex, TLocal, TLocal> body = _body!;
        CancellationToken cancellationToken = _cancellationToken;
        TIndex last = TIndex.CreateTruncating(end);
        for (TIndex i = TIndex.CreateTruncating(start); i < last && !cancellationToken.IsCancellationRequested && !(part.IsAskedFor && part.TryGiveBack(long.CreateTruncating(i))); i++)
        {
            local = body(i, local);
        }
    }
}
