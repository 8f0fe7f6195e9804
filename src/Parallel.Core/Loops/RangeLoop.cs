using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelCore.Partitioning;
using ParallelCore.Scheduling;

namespace ParallelCore.Loops;

/// <summary>One running loop: a range of which everybody takes piece after piece, and whose rest anybody may take.</summary>
/// <remarks>
/// SOURCE: lazy binary splitting (Tzannes, Caragea, Barua, Vishkin, PPoPP 2010), turned around: what a participant has not begun is always there to be taken,
/// and only how much that is follows from measured time. A unit is an index (automatic), the least chunk (guided) or a chunk (fixed, even, weighted); automatic
/// and guided pieces are one call each. A participant holds a piece, and as forks, oldest first: the right half of what it got, while that pays, and the rest
/// of the left half. Between two pieces it pops the rest, takes the next piece off its front, and pushes what remains. Whoever takes a fork does the same with
/// it. What was taken the owner waits for, and helps with. The activation that calls the body is one for a whole part, so that the runtime can replace it on
/// the stack; <see cref="Next"/> is called between pieces, and where chunks are calls of their own. The object is pooled; only forks of the loop lead to it,
/// and all are joined before it is reused.
/// </remarks>
internal abstract partial class RangeLoop : LoopControl
{
    /// <summary>With so few units, an unknown body is assumed to be long: measuring one could cost half of the gain.</summary>
    private const ulong FewUnits = 16;

    private long _from;
    private ulong _length;
    private ChunkKind _kind;
    private ulong _size;
    private LongRangeChunks _chunks;
    private ulong _units;
    private ulong _guidedDivisor;
    private float _cost;
    private float _forecast;
    private int _key;
    private bool _isCold;
    private bool _isOutermost;
    private bool _hasOwnLimit;
    private WorkerLimit? _limit;
    private Region? _region;

    /// <summary>True when a piece may be longer than a fork of it would be: the body has a loop of its own, which the runtime replaces only when it runs for
    /// long.</summary>
    protected virtual bool OwnsInnerLoop => true;

    /// <summary>Calls the body for all that <see cref="LoopPart.Next"/> hands out, in one activation.</summary>
    protected abstract void RunPieces(ref LoopPart part);

    /// <summary>False if the object would keep a type from being unloaded.</summary>
    protected virtual bool IsKept => true;

    /// <summary>Drops the body.</summary>
    protected abstract void Forget();

    /// <summary>Makes the calling thread a worker for a loop.</summary>
    protected static unsafe WorkerLease Enter(RangeOptions? options)
    {
        options?.CancellationToken.ThrowIfCancellationRequested();
        var lease = WorkerLease.Enter(options?.Scheduler ?? Worker.Current?.Scheduler ?? WorkStealingScheduler.Shared);
        byte here;
        if ((nint)(&here) < lease.Worker.StackLimit)
        {
            CheckStack(lease);
        }

        return lease;
    }

    /// <summary>The place keeps the last loop that it ran; another type's, or a nested one, comes from the pool.</summary>
    protected static TLoop Rent<TLoop>(WorkerLease lease)
        where TLoop : RangeLoop, new()
    {
        if (lease.Worker.IdleLoop is TLoop idle)
        {
            lease.Worker.IdleLoop = null;
            return idle;
        }

        return RentFromPool<TLoop>(lease);
    }

    /// <summary>Without memory, the calling thread stops being a worker.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLoop RentFromPool<TLoop>(WorkerLease lease)
        where TLoop : RangeLoop, new()
    {
        try
        {
            return IdlePool<TLoop>.Rent();
        }
        catch
        {
            lease.Exit();
            throw;
        }
    }

    /// <summary>Runs the loop to its end on the calling thread and whoever comes to help.</summary>
    /// <returns>True, and where, if a body stopped the loop.</returns>
    protected bool Run(WorkerLease lease, long from, long to, in ChunkPolicy chunk, RangeOptions? options, int key, out long breakIndex)
    {
        Worker worker = lease.Worker;
        try
        {
            int most = options?.MaxWorkers ?? int.MaxValue;
            int workers = worker.Region?.Limit == WorkerLimit.Alone ? 1 : Math.Min(worker.Scheduler.Workers, most);
            Cut(from, to, chunk, workers);
            Begin(options, _length);
            _isOutermost = !lease.IsNested;
            _hasOwnLimit = most <= worker.Scheduler.Workers; // with as many as there are, spares count too
            SequentialReason reason = RunUnits(worker, workers, key);
            return Complete(options?.Name, reason, out breakIndex);
        }
        finally
        {
            End();
            Forget();
            (worker.IdleLoop as LoopControl)?.Recycle();
            worker.IdleLoop = IsKept ? this : null;
            lease.Exit();
        }
    }

    /// <summary>Works on units [start, end), and returns when all of them have been run or are known to need no running.</summary>
    public void Work(Worker worker, ulong start, ulong end, bool isStolen)
    {
        var part = new LoopPart(this, worker, start, end) { Cost = _forecast, IsStolen = isStolen, IsRoot = !isStolen };
        RunPart(ref part);
    }

    private static void CheckStack(WorkerLease lease)
    {
        try
        {
            lease.Worker.CheckStack();
        }
        catch (InsufficientExecutionStackException)
        {
            lease.Exit();
            throw;
        }
    }

    private void Cut(long from, long to, in ChunkPolicy chunk, int workers)
    {
        to = Math.Max(from, to);
        _from = from;
        _length = ChunkMath.Length(from, to);
        _kind = chunk.Kind;
        switch (_kind)
        {
            case ChunkKind.Auto:
                _size = 1;
                _units = _length;
                break;
            case ChunkKind.Fixed or ChunkKind.Guided:
                _size = (ulong)chunk.Size;
                _units = ChunkMath.FixedCount(_length, _size);
                _guidedDivisor = ChunkMath.GuidedDivisor(workers);
                break;
            default:
                _chunks = _kind == ChunkKind.Even ? LongRangeChunks.Even(from, to, workers) : chunk.CutByWeight(from, to, WeightedPieces(workers));
                _units = _chunks.FullCount;
                break;
        }
    }

    /// <summary>Enough pieces of equal weight that a wrong weight can be evened out by stealing.</summary>
    private static int WeightedPieces(int workers) => workers == 1 ? 1 : (int)Math.Min(16L * workers, int.MaxValue);

    private SequentialReason RunUnits(Worker worker, int workers, int key)
    {
        SequentialReason reason = _units == 0 ? SequentialReason.Empty
            : _units == 1 ? SequentialReason.SingleChunk
            : worker.Scheduler.Workers == 1 ? SequentialReason.SingleWorker
            : workers == 1 ? SequentialReason.MaxWorkers
            : SequentialReason.None;
        _key = key;
        float known = SiteCosts.Get(key);
        _cost = known;
        _forecast = known > 0 ? known : _units <= Math.Max(FewUnits, 2UL * (uint)worker.Scheduler.Workers) ? float.MaxValue / Math.Max(1, _units) : 0;
        FlowingContext.Kept own = _isOutermost ? default : FlowingContext.Keep(); // an outermost one is within a lease
        ExecutionContext? context = _isOutermost ? worker.Region?.Context : own.Flowing;
        if (_hasOwnLimit || context != worker.Region?.Context)
        {
            RunInRegion(worker, workers, context, reason);
        }
        else
        {
            RunUnits(worker, reason);
        }

        if (!_isOutermost)
        {
            own.GiveBack();
        }

        if (_cost > 0)
        {
            SiteCosts.Set(key, known, _cost);
            NoteIfMissed(worker, reason, _cost * _units);
        }

        return reason;
    }

    /// <summary>A loop that would have been worth sharing, had anybody been awake, counts towards waking somebody for the next one.</summary>
    private static void NoteIfMissed(Worker worker, SequentialReason reason, float duration)
    {
        WorkStealingScheduler scheduler = worker.Scheduler;
        if (reason == SequentialReason.None && duration > WakeCost.Least && scheduler.Gate.NeedsWaking)
        {
            scheduler.WakeCost.NoteMissed(duration, Stopwatch.GetTimestamp());
        }
    }

    private void RunUnits(Worker worker, SequentialReason reason)
    {
        if (reason == SequentialReason.None || (reason == SequentialReason.SingleWorker && worker.Scheduler.Spares.ArePossible))
        {
            Work(worker, 0, _units, isStolen: false);
        }
        else
        {
            var part = new LoopPart(this, worker, 0, _units) { IsAlone = true };
            RunPart(ref part);
        }
    }

    /// <summary>Bounds the workers of this loop and of everything nested in it, and gives its forks the context that the caller has now.</summary>
    private void RunInRegion(Worker worker, int workers, ExecutionContext? context, SequentialReason reason)
    {
        Region? outer = worker.Region;
        WorkerLimit? limit = !_hasOwnLimit ? outer?.Limit
            : workers == 1 ? WorkerLimit.Alone
            : (_limit ??= new WorkerLimit()).Begin(workers, outer?.Limit);
        worker.Region = (_region ??= new Region()).Begin(limit, context, outer);
        RunUnits(worker, reason);
        worker.Region = outer;
        _region.End();
    }

    /// <summary>Runs a part to its end, whatever its bodies throw.</summary>
    private unsafe void RunPart(ref LoopPart part)
    {
        Worker worker = part.Worker;
        bool isDivisible = worker.Request.IsDivisible;
        nint outer = worker.LoopPart;
        worker.ForkRest = &ForkRest;
        worker.LoopPart = (nint)Unsafe.AsPointer(ref part); // it lives on the stack
        try
        {
            bool hasEnded = false;
            while (!hasEnded)
            {
                try
                {
                    RunPieces(ref part);
                    hasEnded = true;
                }
                catch (Exception e)
                {
                    Fail(part.Unit, e);
                }
            }
        }
        finally
        {
            worker.LoopPart = outer;
            worker.Request.Begin(isDivisible); // the piece that this part is nested in goes on
        }
    }

    private static unsafe void ForkRest(nint held)
    {
        ref LoopPart part = ref Unsafe.AsRef<LoopPart>((void*)held);
        part.Loop.ForkRest(ref part);
    }

    private ulong Iterations(ulong start, ulong end) => ChunkMath.Length(StartOf(start), StartOf(end));

    /// <summary>Where a unit begins; the unit after the last one begins where the range ends.</summary>
    private long StartOf(ulong unit)
    {
        if (_kind is ChunkKind.Even or ChunkKind.ByWeight)
        {
            return _chunks.TryGet(unit, out LongRangeChunk chunk) ? chunk.Start : ChunkMath.At(_from, _length);
        }

        return ChunkMath.At(_from, unit == _units ? _length : unit * _size);
    }
}
