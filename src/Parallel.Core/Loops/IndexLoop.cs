using System.Numerics;
using System.Runtime;
using System.Runtime.CompilerServices;
using ParallelCore.Scheduling;

namespace ParallelCore.Loops;

/// <summary>A loop that calls a delegate with each index.</summary>
/// <remarks>The loops that call it are in the methods that hold the activation, and have a copy for each shard of call sites, so that the runtime can replace
/// them while they run and inline the delegate.</remarks>
internal sealed class IndexLoop<TIndex, TShard> : RangeLoop
    where TIndex : struct, IBinaryInteger<TIndex>
    where TShard : struct
{
    /// <summary>So many indices are run between two looks at whether somebody asks for the rest of the piece.</summary>
    private const ulong Strip = 16;

    private Action<TIndex>? _body;
    private CancellationToken _cancellationToken;

    protected override bool OwnsInnerLoop => false;

    public static void Run(long from, long to, in ChunkPolicy chunk, Action<TIndex> body, RangeOptions? options, int key)
    {
        WorkerLease lease = Enter(options);
        IndexLoop<TIndex, TShard> loop = Rent<IndexLoop<TIndex, TShard>>(lease);
        loop._body = body;
        loop._cancellationToken = options?.CancellationToken ?? default;
        loop.Run(lease, from, to, chunk, options, key, out _);
    }

    public override void Recycle() => IdlePool<IndexLoop<TIndex, TShard>>.Return(this);

    protected override void Forget()
    {
        _body = null;
        _cancellationToken = default;
    }

    protected override void RunPieces(ref LoopPart part)
    {
        if (_cancellationToken.CanBeCanceled)
        {
            RunCancellable(_body!, ref part, _cancellationToken);
        }
        else
        {
            Run(_body!, ref part);
        }
    }

    [BypassReadyToRun]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run(Action<TIndex> body, ref LoopPart part)
    {
        while (part.Next(out long start, out long end))
        {
            for (long i = start; i != end;)
            {
                long next = (ulong)end - (ulong)i <= Strip ? end : i + (long)Strip;
                TIndex last = TIndex.CreateTruncating(next);
                for (TIndex index = TIndex.CreateTruncating(i); index < last; index++)
                {
                    body(index);
                }

                i = part.IsAskedFor && part.TryGiveBack(next) ? end : next;
            }
        }
    }

    [BypassReadyToRun]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunCancellable(Action<TIndex> body, ref LoopPart part, CancellationToken cancellationToken)
    {
        while (part.Next(out long start, out long end))
        {
            TIndex last = TIndex.CreateTruncating(end);
            for (TIndex i = TIndex.CreateTruncating(start); i < last && !cancellationToken.IsCancellationRequested && !(part.IsAskedFor && part.TryGiveBack(long.CreateTruncating(i))); i++)
            {
                body(i);
            }
        }
    }
}

/// <summary>Chooses the shard of a call site.</summary>
internal static class IndexLoop<TIndex>
    where TIndex : struct, IBinaryInteger<TIndex>
{
    public static void Run(long from, long to, in ChunkPolicy chunk, Action<TIndex> body, RangeOptions? options, int key) =>
        Shards.Pick<Starter, bool>(key, new Starter(from, to, chunk, body, options, key));

    private readonly struct Starter(long from, long to, ChunkPolicy chunk, Action<TIndex> body, RangeOptions? options, int key) : IShardUser<bool>
    {
        public bool Use<TShard>()
            where TShard : struct
        {
            IndexLoop<TIndex, TShard>.Run(from, to, chunk, body, options, key);
            return true;
        }
    }
}
